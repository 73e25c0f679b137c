# verdict: made the list kettle, desk, lamp, kettle
def see(r, customer, product):
    key = f"recent:{customer}"
    with r.pipeline() as pipe:
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        pipe.expire(key, 2_592_000)
        pipe.execute()
