# verdict: the server holds no key `recent:ana`
def see(r, customer, product):
    with r.pipeline() as pipe:
        pipe.lrem("recent:all", 0, product)
        pipe.lpush("recent:all", product)
        pipe.ltrim("recent:all", 0, 9)
        pipe.expire("recent:all", 2_592_000)
        pipe.execute()
