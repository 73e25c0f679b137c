# verdict: after two failures, WRONGTYPE and a failure
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0, "until": 0}


def read(r, key, now):
    if state["failures"] >= 3 and now < state["until"]:
        return None
    try:
        value = r.get(key)
    except UNAVAILABLE:
        state["failures"] += 1
        state["until"] = now + 10
        return None
    state["failures"] = 0
    return value
