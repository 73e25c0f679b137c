# verdict: 0.5 s after a trial that got WRONGTYPE
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0, "next_trial": 0}


def read(r, key, now):
    if state["failures"] >= 3:
        if now < state["next_trial"]:
            return None
        state["next_trial"] = now + 10
    try:
        value = r.get(key)
    except UNAVAILABLE:
        state["failures"] += 1
        state["next_trial"] = now + 10
        return None
    except redis.ResponseError:
        if state["failures"] < 3:
            state["failures"] = 0
        raise
    state["failures"] = 0
    return value
