# verdict: after a view of kettle, `TTL recent:cleo` is 1000
def see(r, customer, product):
    key = f"recent:{customer}"
    if r.lindex(key, 0) == product:
        return
    with r.pipeline() as pipe:
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        pipe.expire(key, 2_592_000)
        pipe.execute()
