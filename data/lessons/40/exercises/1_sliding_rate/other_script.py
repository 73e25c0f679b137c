COUNT = """
redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], 120)
"""


def hit(r, page, now):
    r.register_script(COUNT)(keys=[f"rate:{page}:{int(now)}"])


def rate(r, page, now):
    with r.pipeline(transaction=False) as pipe:
        for back in range(60):
            pipe.get(f"rate:{page}:{int(now) - back}")
        return sum(int(count or 0) for count in pipe.execute()) / 60
