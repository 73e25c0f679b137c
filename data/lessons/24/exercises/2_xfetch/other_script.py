from json import dumps, loads
from math import exp
from time import monotonic

LOOK = "return {redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])}"


def get_early(r, key, make, beta, rand):
    held, left = r.eval(LOOK, 1, key)
    if held:
        answer, delta = loads(held)
        if rand() >= exp(-left / 1000 / (beta * delta)):
            return answer
    began = monotonic()
    answer = make()
    r.set(key, dumps((answer, monotonic() - began)), px=60_000)
    return answer
