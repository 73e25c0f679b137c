# verdict: 10.5 s after the third failure, a call didn't ask Redis
import time

import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0, "until": 0}


def read(r, key, now):
    if state["failures"] >= 3 and time.monotonic() < state["until"]:
        return None
    try:
        value = r.get(key)
    except UNAVAILABLE:
        state["failures"] += 1
        state["until"] = time.monotonic() + 10
        return None
    except redis.ResponseError:
        state["failures"] = 0
        raise
    state["failures"] = 0
    return value
