# verdict: after two failures and a reply (a value), three times
import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
state = {"failures": 0, "until": 0}


def read(r, key, now):
    if state["failures"] >= 3:
        if now < state["until"]:
            return None
        state["failures"] = 2
    try:
        return r.get(key)
    except UNAVAILABLE:
        state["failures"] += 1
        state["until"] = now + 10
        return None
