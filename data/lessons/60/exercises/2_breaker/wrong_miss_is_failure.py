# verdict: after two failures and a reply (no such key), three times
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0, "until": 0}


def read(r, key, now):
    if state["failures"] >= 3 and now < state["until"]:
        return None
    value = None
    try:
        value = r.get(key)
    except UNAVAILABLE:
        state["until"] = now + 10
        state["failures"] += 1
    except redis.ResponseError:
        state["failures"] = 0
        raise
    if value is not None:
        state["failures"] = 0
    return value
