# verdict: What removes the counters of last week
def hit(r, page, now):
    r.incr(f"rate:{page}:{int(now)}")


def rate(r, page, now):
    counts = r.mget([f"rate:{page}:{int(now) - back}" for back in range(60)])
    return sum(int(count) for count in counts if count) / 60
