from json import dumps, loads
from math import exp
from time import monotonic

READ = "return {redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])}"


def get_early(r, key, compute, beta, rand):
    cached, left = r.eval(READ, 1, key)
    if cached:
        value, delta = loads(cached)
        if rand() >= exp(-left / 1000 / (beta * delta)):
            return value
    began = monotonic()
    value = compute()
    r.set(key, dumps((value, monotonic() - began)), px=60_000)
    return value
