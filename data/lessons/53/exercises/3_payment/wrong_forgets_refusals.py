# verdict: a retry find if the first call was refused
PAY = """
local known = redis.call('GET', KEYS[2])
if known then return tonumber(known) end
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
if balance < tonumber(ARGV[1]) then return false end
balance = redis.call('DECRBY', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], balance, 'EX', 86400)
return balance
"""


def pay(r, request, customer, amount):
    return r.eval(PAY, 2, f"balance:{customer}", f"payment:{request}", amount)
