# verdict: fewer pieces than the customer wants
BUY = """
local stock = tonumber(redis.call('GET', KEYS[1]) or 0)
local bought = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or 0)
local quantity = math.min(stock, tonumber(ARGV[2]), tonumber(ARGV[3]) - bought)
if quantity <= 0 then return 0 end
redis.call('DECRBY', KEYS[1], quantity)
redis.call('HINCRBY', KEYS[2], ARGV[1], quantity)
return 1
"""


def buy(r, product, customer, quantity, limit):
    return r.eval(BUY, 2, f"stock:{product}", f"bought:{product}", customer, quantity, limit) == 1
