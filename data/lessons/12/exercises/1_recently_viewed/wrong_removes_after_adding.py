# verdict: made the list desk, lamp
def see(r, customer, product):
    key = f"recent:{customer}"
    with r.pipeline() as pipe:
        if product in r.lrange(key, 0, -1):
            pipe.lpush(key, product)
            pipe.lrem(key, 0, product)
        else:
            pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        pipe.expire(key, 2_592_000)
        pipe.execute()
