# verdict: is your place still right then
import threading

local = {}


def join(r, customer):
    with local.setdefault("lock", threading.Lock()):
        r.rpush("waiting", customer)
        return r.llen("waiting")
