BUY = """
local quantity, limit = tonumber(ARGV[2]), tonumber(ARGV[3])
local stock = tonumber(redis.call('GET', KEYS[1]) or 0)
local bought = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or 0)
if quantity > stock or bought + quantity > limit then return 0 end
redis.call('DECRBY', KEYS[1], quantity)
redis.call('HINCRBY', KEYS[2], ARGV[1], quantity)
return 1
"""


def buy(r, product, customer, quantity, limit):
    """Sell `quantity` pieces to `customer`, who may have `limit` in all: True if sold."""
    script = r.register_script(BUY)
    keys = [f"stock:{product}", f"bought:{product}"]
    return script(keys=keys, args=[customer, quantity, limit]) == 1
