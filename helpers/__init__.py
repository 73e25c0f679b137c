"""What the notebooks import: connect to Redis, start and kill servers, measure, draw, claim, check.

Every module is imported by its own name (`from helpers.servers import connect`); this one stays empty,
so that importing the package costs nothing.
"""
