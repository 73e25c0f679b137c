# verdict: in the name of your key
import time


def hit(r, page, now):
    key = f"rate:{page}:{int(time.time())}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, 120)
        pipe.execute()


def rate(r, page, now):
    second = int(time.time())
    counts = r.mget([f"rate:{page}:{second - back}" for back in range(60)])
    return sum(int(count) for count in counts if count) / 60
