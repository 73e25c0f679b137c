import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)


def read(r, key, now):
    if read.state == "open":
        if now - read.opened < 10:
            return None
        read.state = "half-open"
    try:
        value = r.get(key)
    except UNAVAILABLE:
        read.failures += 1
        if read.state == "half-open" or read.failures == 3:
            read.state, read.opened, read.failures = "open", now, 0
        return None
    except redis.ResponseError:
        read.state, read.failures = "closed", 0
        raise
    read.state, read.failures = "closed", 0
    return value


read.state, read.failures, read.opened = "closed", 0, 0
