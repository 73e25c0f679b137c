PAY = """
if redis.call('EXISTS', KEYS[2]) == 1 then
    return redis.call('HGET', KEYS[2], 'balance')
end
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
redis.call('HSET', KEYS[2], 'customer', ARGV[2], 'amount', ARGV[1])
redis.call('EXPIRE', KEYS[2], 86400)
if balance < tonumber(ARGV[1]) then return false end
balance = redis.call('DECRBY', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[2], 'balance', balance)
return string.format('%d', balance)
"""


def pay(r, request, customer, amount):
    left = r.eval(PAY, 2, f"balance:{customer}", f"payment:{request}", amount, customer)
    return None if left is None else int(left)
