# verdict: How does the second call know
PAY = """
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
local result = false
if balance >= tonumber(ARGV[1]) then result = redis.call('DECRBY', KEYS[1], ARGV[1]) end
redis.call('SET', KEYS[2], '1', 'EX', 86400)
return result
"""
results = {}


def pay(r, request, customer, amount):
    if request not in results:
        results[request] = r.eval(PAY, 2, f"balance:{customer}", f"payment:{request}", amount)
    return results[request]
