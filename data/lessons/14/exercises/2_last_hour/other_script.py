import secrets

COUNT = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('EXPIRE', KEYS[1], 3600)
return redis.call('ZCARD', KEYS[1])
"""


def count_view(r, product, now):
    return r.eval(COUNT, 1, f"views:{product}", secrets.token_hex(8), now, now - 3600)
