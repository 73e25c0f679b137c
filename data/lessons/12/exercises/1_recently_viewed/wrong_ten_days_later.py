# verdict: `TTL recent:cleo` is 864000
def see(r, customer, product):
    key = f"recent:{customer}"
    with r.pipeline() as pipe:
        pipe.exists(key)
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        known = pipe.execute()[0]
    r.expire(key, 864_000 if known else 2_592_000)
