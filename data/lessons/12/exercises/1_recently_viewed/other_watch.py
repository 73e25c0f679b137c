from datetime import timedelta


def see(r, customer, product):
    key = f"recent:{customer}"

    def change(pipe):
        products = [one for one in pipe.lrange(key, 0, -1) if one != product]
        pipe.multi()
        pipe.delete(key)
        pipe.rpush(key, product, *products[:9])
        pipe.expire(key, timedelta(days=30))

    r.transaction(change, key)
