SCRIPT = """
local now = redis.call('HINCRBY', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return now
"""


def add_to_cart(r, customer, product, quantity):
    return r.eval(SCRIPT, 1, f"cart:{customer}", product, quantity, 604_800)


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}
