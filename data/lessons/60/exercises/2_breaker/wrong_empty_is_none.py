# verdict: an empty value from no key
import redis

MOST, PAUSE = 3, 10
breaker = {"failures": 0, "next_trial": 0}


def read(r, key, now):
    if breaker["failures"] >= MOST and now < breaker["next_trial"]:
        return None
    try:
        value = r.get(key)
    except (redis.ConnectionError, redis.TimeoutError):
        breaker["failures"] += 1
        breaker["next_trial"] = now + PAUSE
        return None
    except redis.ResponseError:
        breaker["failures"] = 0
        raise
    breaker["failures"] = 0
    return value or None
