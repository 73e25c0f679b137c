HAND_OVER = """
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('RENAME', KEYS[1], KEYS[2])
return 1
"""


def take_over(r, visitor, customer):
    names = [f"cart:visitor:{visitor}", f"cart:customer:{customer}"]
    return r.eval(HAND_OVER, 2, *names) == 1
