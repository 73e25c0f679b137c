def count_view(r, product, now):
    """Record a view at `now`, in seconds; return how many the last hour had.

    The sorted set `views:<product>` holds no view that's 3,600 s old, and expires
    3,600 s after the last call.
    """
    ...
