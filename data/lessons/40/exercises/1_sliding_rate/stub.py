def hit(r, page, now):
    """Count a request for `page` at the Unix time `now`."""
    ...


def rate(r, page, now):
    """Requests per second for `page` in the minute before `now`."""
    ...
