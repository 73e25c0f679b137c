def retention(r, joined, days):
    """Return the share of the customers in `joined:<day>` active on each of the days.

    `joined` is a day, `days` a list; the result a list of floats, 0.0 if nobody joined.
    """
    ...
