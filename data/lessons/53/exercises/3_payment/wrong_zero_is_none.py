# verdict: balance of 0
PAY = """
local known = redis.call('GET', KEYS[2])
if known then return tonumber(known) end
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
local left = -1
if balance >= tonumber(ARGV[1]) then left = redis.call('DECRBY', KEYS[1], ARGV[1]) end
redis.call('SET', KEYS[2], left, 'EX', 86400)
return left
"""


def pay(r, request, customer, amount):
    left = r.eval(PAY, 2, f"balance:{customer}", f"payment:{request}", amount)
    return left if left > 0 else None
