def count_visit(r, day, customer):
    """Count a visit in `visitors:<day>`. Return whether it's the customer's first."""
    ...


def visitors(r, day):
    """Return how many different customers came on the day."""
    ...


def regulars(r, days):
    """Return how many customers came on every one of the days."""
    ...
