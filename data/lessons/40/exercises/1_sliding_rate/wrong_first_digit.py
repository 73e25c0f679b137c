# verdict: do you convert all of it
def hit(r, page, now):
    key = f"rate:{page}:{int(now)}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, 120)
        pipe.execute()


def rate(r, page, now):
    second = int(now)
    counts = r.mget([f"rate:{page}:{one}" for one in range(second - 59, second + 1)])
    return sum(int(count[0]) for count in counts if count) / 60
