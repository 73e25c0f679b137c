# verdict: writes this key without its expiry
PAY = """
local known = redis.call('GET', KEYS[2])
if known then return known end
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
local result = ''
if balance >= tonumber(ARGV[1]) then result = tostring(redis.call('DECRBY', KEYS[1], ARGV[1])) end
redis.call('SET', KEYS[2], result)
return result
"""


def pay(r, request, customer, amount):
    result = r.eval(PAY, 2, f"balance:{customer}", f"payment:{request}", amount)
    return int(result) if result else None
