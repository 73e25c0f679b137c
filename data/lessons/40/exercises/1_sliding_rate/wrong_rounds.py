# verdict: in the name of your key
def hit(r, page, now):
    key = f"rate:{page}:{round(now)}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, 120)
        pipe.execute()


def rate(r, page, now):
    counts = r.mget([f"rate:{page}:{round(now) - back}" for back in range(60)])
    return sum(int(count) for count in counts if count) / 60
