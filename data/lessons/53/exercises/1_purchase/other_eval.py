BUY = """
if tonumber(redis.call('GET', KEYS[1]) or 0) < tonumber(ARGV[2]) then return false end
if redis.call('HINCRBY', KEYS[2], ARGV[1], ARGV[2]) > tonumber(ARGV[3]) then
    if redis.call('HINCRBY', KEYS[2], ARGV[1], -ARGV[2]) == 0 then
        redis.call('HDEL', KEYS[2], ARGV[1])
    end
    return false
end
return redis.call('DECRBY', KEYS[1], ARGV[2])
"""


def buy(r, product, customer, quantity, limit):
    left = r.eval(BUY, 2, f"stock:{product}", f"bought:{product}", customer, quantity, limit)
    return left is not None
