# verdict: so that two pages don't share it
def hit(r, page, now):
    key = f"rate:{page.lower()}:{int(now)}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, 120)
        pipe.execute()


def rate(r, page, now):
    counts = r.mget([f"rate:{page.lower()}:{int(now) - back}" for back in range(60)])
    return sum(int(count) for count in counts if count) / 60
