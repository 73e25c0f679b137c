def count_view(r, product, now):
    """Note a view at `now`, in seconds, in `views:<product>`; return the last hour's.

    The key holds none that is 3,600 s old, and expires 3,600 s after the last call.
    """
    ...
