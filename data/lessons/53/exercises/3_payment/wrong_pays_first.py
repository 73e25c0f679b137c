# verdict: paid, and not marked as paid
PAY = """
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
if balance < tonumber(ARGV[1]) then return '' end
return tostring(redis.call('DECRBY', KEYS[1], ARGV[1]))
"""


def pay(r, request, customer, amount):
    payment = f"payment:{request}"
    lock = r.lock(f"payment:lock:{request}", timeout=5, sleep=0.01)
    with lock:
        result = r.get(payment)
        if result is None:
            result = r.eval(PAY, 1, f"balance:{customer}", amount)
            r.set(payment, result, ex=86400)
    return int(result) if result else None
