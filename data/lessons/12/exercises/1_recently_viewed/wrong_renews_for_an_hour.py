# verdict: `TTL recent:cleo` is 3600
def see(r, customer, product):
    key = f"recent:{customer}"
    seconds = 3600 if r.exists(key) else 2_592_000
    with r.pipeline() as pipe:
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        pipe.expire(key, seconds)
        pipe.execute()
