# verdict: Which seconds belong to the minute before
def hit(r, page, now):
    key = f"rate:{page}:{int(now)}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, 120)
        pipe.execute()


def rate(r, page, now):
    counts = r.mget([f"rate:{page}:{int(now) - back}" for back in range(61)])
    return sum(int(count) for count in counts if count) / 60
