# verdict: leaves the key `busy:ana` behind
def see(r, customer, product):
    key = f"recent:{customer}"
    r.incr(f"busy:{customer}")  # a lock, or so it thinks
    with r.pipeline() as pipe:
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        pipe.expire(key, 2_592_000)
        pipe.execute()
