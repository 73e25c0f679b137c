# verdict: the list has 11 entries
def see(r, customer, product):
    key = f"recent:{customer}"
    with r.pipeline() as pipe:
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 10)
        pipe.expire(key, 2_592_000)
        pipe.execute()
