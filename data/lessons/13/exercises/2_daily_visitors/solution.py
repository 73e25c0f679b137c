def count_visit(r, day, customer):
    """Count a visit in `visitors:<day>`. Return whether it's the customer's first."""
    key = f"visitors:{day}"
    with r.pipeline() as pipe:
        new, _ = pipe.sadd(key, customer).expire(key, 30 * 24 * 3600).execute()
    return new == 1


def visitors(r, day):
    """Return how many different customers came on the day."""
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    """Return how many customers came on every one of the days."""
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])
