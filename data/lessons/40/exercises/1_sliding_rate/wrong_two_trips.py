# verdict: Which of these commands can be sent together
def hit(r, page, now):
    key = f"rate:{page}:{int(now)}"
    r.incr(key)
    r.expire(key, 120)


def rate(r, page, now):
    counts = r.mget([f"rate:{page}:{int(now) - back}" for back in range(60)])
    return sum(int(count) for count in counts if count) / 60
