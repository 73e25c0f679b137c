def sweep(r, consumer, send):
    """Try again what has been pending in `mail` for 60 s; return how many were given up.

    After three deliveries an entry goes to `orders:dead`, with its id in the field `id`.
    """
    ...
