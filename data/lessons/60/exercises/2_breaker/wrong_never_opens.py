# verdict: 0 s after the third failure in a row, a call asked Redis
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)


def read(r, key, now):
    try:
        return r.get(key)
    except UNAVAILABLE:
        return None
