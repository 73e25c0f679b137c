# verdict: 0 s after the third failure in a row, a call asked Redis
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
breakers = {}


def read(r, key, now):
    state = breakers.setdefault(key, {"failures": 0, "until": 0})
    if state["failures"] >= 3 and now < state["until"]:
        return None
    try:
        value = r.get(key)
    except UNAVAILABLE:
        state["failures"] += 1
        state["until"] = now + 10
        return None
    except redis.ResponseError:
        state["failures"] = 0
        raise
    state["failures"] = 0
    return value
