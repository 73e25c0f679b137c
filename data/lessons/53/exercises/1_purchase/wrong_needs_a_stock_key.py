# verdict: no stock key
BUY = """
local stock = tonumber(redis.call('GET', KEYS[1]))
local bought = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or 0)
if stock < tonumber(ARGV[2]) or bought + ARGV[2] > tonumber(ARGV[3]) then return 0 end
redis.call('DECRBY', KEYS[1], ARGV[2])
redis.call('HINCRBY', KEYS[2], ARGV[1], ARGV[2])
return 1
"""


def buy(r, product, customer, quantity, limit):
    return r.eval(BUY, 2, f"stock:{product}", f"bought:{product}", customer, quantity, limit) == 1
