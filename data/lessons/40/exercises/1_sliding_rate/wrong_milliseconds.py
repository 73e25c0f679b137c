# verdict: In which unit, and from which moment on
def hit(r, page, now):
    key = f"rate:{page}:{int(now)}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.pexpire(key, 60_000)
        pipe.execute()


def rate(r, page, now):
    counts = r.mget([f"rate:{page}:{int(now) - back}" for back in range(60)])
    return sum(int(count) for count in counts if count) / 60
