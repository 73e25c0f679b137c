# verdict: 10.5 s after the third failure, a call didn't ask Redis
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0}


def read(r, key, now):
    if state["failures"] >= 3:
        return None
    try:
        value = r.get(key)
    except UNAVAILABLE:
        state["failures"] += 1
        return None
    except redis.ResponseError:
        state["failures"] = 0
        raise
    state["failures"] = 0
    return value
