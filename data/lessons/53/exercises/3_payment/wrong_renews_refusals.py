# verdict: start again with each retry
PAY = """
local known = redis.call('GET', KEYS[2])
if known and known ~= 'refused' then return known end
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
if known or balance < tonumber(ARGV[1]) then
    redis.call('SET', KEYS[2], 'refused', 'EX', 86400)
    return 'refused'
end
local left = redis.call('DECRBY', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], left, 'EX', 86400)
return tostring(left)
"""


def pay(r, request, customer, amount):
    keys = [f"balance:{customer}", f"payment:{request}"]
    result = r.eval(PAY, 2, *keys, amount)
    return None if result == "refused" else int(result)
