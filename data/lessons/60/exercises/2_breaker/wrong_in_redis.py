# verdict: your function leaves the key
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0, "until": 0}


def read(r, key, now):
    if state["failures"] >= 3 and now < state["until"]:
        return None
    try:
        value = r.get(key)
        r.set("breaker", "closed")
    except UNAVAILABLE:
        state["failures"] += 1
        state["until"] = now + 10
        return None
    except redis.ResponseError:
        state["failures"] = 0
        raise
    state["failures"] = 0
    return value
