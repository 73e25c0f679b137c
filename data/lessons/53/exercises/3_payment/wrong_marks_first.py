# verdict: marked as paid, and not paid
PAY = """
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
local result = ''
if balance >= tonumber(ARGV[1]) then result = tostring(redis.call('DECRBY', KEYS[1], ARGV[1])) end
redis.call('SET', KEYS[2], result, 'KEEPTTL')
return result
"""


def pay(r, request, customer, amount):
    payment = f"payment:{request}"
    if r.set(payment, "", nx=True, ex=86400):
        result = r.eval(PAY, 2, f"balance:{customer}", payment, amount)
    else:
        result = r.get(payment)
    return int(result) if result else None
