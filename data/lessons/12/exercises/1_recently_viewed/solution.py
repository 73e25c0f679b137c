MONTH = 30 * 24 * 60 * 60  # seconds


def see(r, customer, product):
    """Put a product first in `recent:<customer>`: at most 10, none twice, for 30 days."""
    key = f"recent:{customer}"
    with r.pipeline() as pipe:  # a transaction, so no other client comes between LREM and LPUSH
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        pipe.expire(key, MONTH)
        pipe.execute()
