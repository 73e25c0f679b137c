# verdict: where is the first call's result
PAY = """
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
if redis.call('EXISTS', KEYS[2]) == 1 then return balance end
if balance < tonumber(ARGV[1]) then return false end
redis.call('SET', KEYS[2], 'paid', 'EX', 86400)
return redis.call('DECRBY', KEYS[1], ARGV[1])
"""


def pay(r, request, customer, amount):
    return r.eval(PAY, 2, f"balance:{customer}", f"payment:{request}", amount)
