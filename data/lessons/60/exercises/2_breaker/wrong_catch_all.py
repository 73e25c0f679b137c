# verdict: `key:b` is a list, so `GET` raises WRONGTYPE, and the call returned
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0, "until": 0}


def read(r, key, now):
    if state["failures"] >= 3 and now < state["until"]:
        return None
    try:
        value = r.get(key)
    except Exception:
        state["failures"] += 1
        state["until"] = now + 10
        return None
    state["failures"] = 0
    return value
