# verdict: after a view of kettle, `TTL recent:cleo` is 1000
def see(r, customer, product):
    key = f"recent:{customer}"
    new = r.lpos(key, product) is None
    with r.pipeline() as pipe:
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        if new:
            pipe.expire(key, 2_592_000)
        pipe.execute()
