# verdict: if a dashboard reads it every second
def hit(r, page, now):
    key = f"rate:{page}:{int(now)}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, 120)
        pipe.execute()


def rate(r, page, now):
    second = int(now)
    keys = [f"rate:{page}:{one}" for one in range(second - 59, second + 1)]
    with r.pipeline() as pipe:
        pipe.mget(keys)
        for key in keys:
            pipe.expire(key, 120)
        counts = pipe.execute()[0]
    return sum(int(count) for count in counts if count) / 60
