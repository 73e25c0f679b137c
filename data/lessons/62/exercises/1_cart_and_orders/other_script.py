SCRIPT = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('RENAME', KEYS[1], KEYS[2])
return 1
"""


def add(r, user, product, quantity):
    r.hincrby(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    keys = f"cart:{{{user}}}", f"order:{number}:{{{user}}}"
    return bool(r.eval(SCRIPT, 2, *keys))
