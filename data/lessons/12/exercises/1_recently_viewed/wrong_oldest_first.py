# verdict: the list is kettle, lamp, desk
def see(r, customer, product):
    key = f"recent:{customer}"
    with r.pipeline() as pipe:
        pipe.lrem(key, 0, product)
        pipe.rpush(key, product)
        pipe.ltrim(key, -10, -1)
        pipe.expire(key, 2_592_000)
        pipe.execute()
