MONTH = 30 * 24 * 60 * 60  # seconds


def see(r, customer, product):
    """Put a product in front of the list `recent:<customer>`: 10 at most, none twice.

    The key expires 30 days after the last view.
    """
    key = f"recent:{customer}"
    with r.pipeline() as pipe:  # one transaction: nobody comes between removing and adding
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        pipe.expire(key, MONTH)
        pipe.execute()
