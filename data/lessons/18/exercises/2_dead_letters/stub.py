def sweep(r, consumer, send):
    """Retry what has been pending in `mail` for 60 s; return how many were given up.

    After three deliveries an entry moves to `orders:dead`, with its ID in the field `id`.
    """
    ...
