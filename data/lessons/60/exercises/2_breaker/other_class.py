import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)


class Breaker:
    def __init__(self):
        self.failures, self.opened = 0, None

    def open(self, now):
        return self.opened is not None and now - self.opened < 10

    def succeeded(self):
        self.failures, self.opened = 0, None

    def failed(self, now):
        self.failures += 1
        if self.failures >= 3:
            self.opened = now


breaker = Breaker()


def read(r, key, now):
    if breaker.open(now):
        return None
    try:
        value = r.get(key)
    except UNAVAILABLE:
        breaker.failed(now)
        return None
    except redis.RedisError:
        breaker.succeeded()
        raise
    breaker.succeeded()
    return value
