SCRIPT = """
redis.call('LREM', KEYS[1], 0, ARGV[1])
redis.call('LPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], 0, 9)
redis.call('EXPIRE', KEYS[1], 2592000)
"""


def see(r, customer, product):
    r.eval(SCRIPT, 1, f"recent:{customer}", product)
