# verdict: By whose clock does your command set the moment of expiry
def hit(r, page, now):
    key = f"rate:{page}:{int(now)}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expireat(key, int(now) + 120)
        pipe.execute()


def rate(r, page, now):
    counts = r.mget([f"rate:{page}:{int(now) - back}" for back in range(60)])
    return sum(int(count) for count in counts if count) / 60
