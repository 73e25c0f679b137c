# verdict: Which seconds belong to the minute before
def hit(r, page, now):
    key = f"rate:{page}:{int(now)}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, 120)
        pipe.execute()


def rate(r, page, now):
    start = int(now) // 60 * 60
    counts = r.mget([f"rate:{page}:{second}" for second in range(start, start + 60)])
    return sum(int(count) for count in counts if count) / 60
