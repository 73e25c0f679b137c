# verdict: in a pipeline that isn't a transaction
def see(r, customer, product):
    key = f"recent:{customer}"
    with r.pipeline(transaction=False) as pipe:
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        pipe.expire(key, 2_592_000)
        pipe.execute()
