import math


def hit(r, page, now):
    key = f"rate:{page}:{math.floor(now)}"
    pipe = r.pipeline()
    pipe.set(key, 0, ex=120, nx=True)
    pipe.incr(key)
    pipe.execute()


def rate(r, page, now):
    seconds = range(math.floor(now), math.floor(now) - 60, -1)
    counts = r.mget([f"rate:{page}:{second}" for second in seconds])
    return sum(map(float, filter(None, counts))) / 60
