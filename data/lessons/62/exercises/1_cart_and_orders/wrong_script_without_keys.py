# verdict: with 0 keys
SCRIPT = """
local cart = 'cart:{' .. ARGV[1] .. '}'
if redis.call('EXISTS', cart) == 0 then return 0 end
redis.call('RENAME', cart, 'order:{' .. ARGV[1] .. '}:' .. ARGV[2])
return 1
"""


def add(r, user, product, quantity):
    r.hincrby(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    return bool(r.eval(SCRIPT, 0, user, number))
