# verdict: after a trial that failed, a call asked Redis
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0, "until": None}


def read(r, key, now):
    if state["until"] is not None:
        if now < state["until"]:
            return None
        state["until"], state["failures"] = None, 0  # closed again, before anything has worked
    try:
        value = r.get(key)
    except UNAVAILABLE:
        state["failures"] += 1
        if state["failures"] >= 3:
            state["until"] = now + 10
        return None
    except redis.ResponseError:
        state["failures"] = 0
        raise
    state["failures"] = 0
    return value
