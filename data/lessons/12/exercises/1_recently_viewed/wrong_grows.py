# verdict: the list has 15 entries
def see(r, customer, product):
    key = f"recent:{customer}"
    with r.pipeline() as pipe:
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.expire(key, 2_592_000)
        pipe.execute()
