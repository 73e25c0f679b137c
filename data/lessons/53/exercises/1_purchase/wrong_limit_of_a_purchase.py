# verdict: this purchase, earlier ones, or both
BUY = """
if tonumber(ARGV[2]) > tonumber(ARGV[3]) then return 0 end
if tonumber(redis.call('GET', KEYS[1]) or 0) < tonumber(ARGV[2]) then return 0 end
redis.call('DECRBY', KEYS[1], ARGV[2])
redis.call('HINCRBY', KEYS[2], ARGV[1], ARGV[2])
return 1
"""


def buy(r, product, customer, quantity, limit):
    return r.eval(BUY, 2, f"stock:{product}", f"bought:{product}", customer, quantity, limit) == 1
