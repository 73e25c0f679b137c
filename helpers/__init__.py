"""What the notebooks import: connect to Redis, start and kill servers, measure, draw, claim, check.

Every module is imported by its own name (`from helpers.servers import connect`). This one holds only the
version of the course, so importing the package costs nothing.
"""

__version__ = "0.2.0"  # CHANGELOG.md says what changed
