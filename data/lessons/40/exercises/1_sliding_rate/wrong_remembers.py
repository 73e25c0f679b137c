# verdict: does it remember an earlier result
CACHE = {}


def hit(r, page, now):
    key = f"rate:{page}:{int(now)}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, 120)
        pipe.execute()


def rate(r, page, now):
    second = int(now)
    if (page, second) not in CACHE:
        counts = r.mget([f"rate:{page}:{one}" for one in range(second - 59, second + 1)])
        CACHE[page, second] = sum(int(count) for count in counts if count) / 60
    return CACHE[page, second]
