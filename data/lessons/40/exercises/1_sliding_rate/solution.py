def hit(r, page, now):
    """Count a request for `page` at the Unix time `now`."""
    key = f"rate:{page}:{int(now)}"
    with r.pipeline() as pipe:  # a transaction: no counter without its TTL
        pipe.incr(key)
        pipe.expire(key, 120)
        pipe.execute()


def rate(r, page, now):
    """Requests per second for `page` in the minute before `now`."""
    second = int(now)
    counts = r.mget([f"rate:{page}:{one}" for one in range(second - 59, second + 1)])
    return sum(int(count) for count in counts if count) / 60
