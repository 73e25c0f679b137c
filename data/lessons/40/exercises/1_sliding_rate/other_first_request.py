def hit(r, page, now):
    key = f"rate:{page}:{int(now)}"
    with r.pipeline() as pipe:
        pipe.set(key, 0, ex=120, nx=True)
        pipe.incr(key)
        pipe.execute()


def rate(r, page, now):
    second = int(now)
    counts = r.mget([f"rate:{page}:{one}" for one in range(second - 59, second + 1)])
    return sum(int(count) for count in counts if count) / 60
