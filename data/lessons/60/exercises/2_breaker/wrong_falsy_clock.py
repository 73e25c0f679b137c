# verdict: What does your function make of `now` = 0?
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0, "opened": 0}


def read(r, key, now):
    if state["opened"] and now < state["opened"] + 10:
        return None
    try:
        value = r.get(key)
    except UNAVAILABLE:
        state["failures"] += 1
        if state["failures"] >= 3:
            state["opened"] = now
        return None
    except redis.ResponseError:
        state["failures"] = state["opened"] = 0
        raise
    state["failures"] = state["opened"] = 0
    return value
