def see(r, customer, product):
    key = f"recent:{customer}"
    with r.lock(f"lock:{customer}", timeout=10):
        products = [one for one in r.lrange(key, 0, -1) if one != product]
        with r.pipeline() as pipe:
            pipe.delete(key)
            pipe.rpush(key, product, *products[:9])
            pipe.expire(key, 2_592_000)
            pipe.execute()
