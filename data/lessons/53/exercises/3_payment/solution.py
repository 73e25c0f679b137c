PAY = """
local known = redis.call('GET', KEYS[2])
if known then return known end
local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
local result = 'refused'
if balance >= tonumber(ARGV[1]) then
    result = tostring(redis.call('DECRBY', KEYS[1], ARGV[1]))
end
redis.call('SET', KEYS[2], result, 'EX', ARGV[2])
return result
"""
REMEMBERED = 24 * 60 * 60  # seconds


def pay(r, request, customer, amount):
    """Charge `customer` once for this `request`: the new balance, or None if too low."""
    script = r.register_script(PAY)
    keys = [f"balance:{customer}", f"payment:{request}"]
    result = script(keys=keys, args=[amount, REMEMBERED])
    return None if result == "refused" else int(result)
