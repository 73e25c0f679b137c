# verdict: and stored in another
PAY = """
local known = redis.call('GET', KEYS[2])
if known then return known end
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
if balance < tonumber(ARGV[1]) then
    return 'refused'
end
local left = redis.call('DECRBY', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], left, 'EX', 86400)
return tostring(left)
"""


def pay(r, request, customer, amount):
    keys = [f"balance:{customer}", f"payment:{request}"]
    result = r.eval(PAY, 2, *keys, amount)
    if result == "refused":
        r.set(keys[1], "refused", ex=86400, nx=True)
        return None
    return int(result)
