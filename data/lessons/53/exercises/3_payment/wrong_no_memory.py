# verdict: How does the second call know
PAY = """
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
if balance < tonumber(ARGV[1]) then return false end
return redis.call('DECRBY', KEYS[1], ARGV[1])
"""


def pay(r, request, customer, amount):
    return r.eval(PAY, 1, f"balance:{customer}", amount)
