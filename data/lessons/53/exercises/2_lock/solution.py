RELEASE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
"""

EXTEND = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""


def release(r, name, token):
    """Delete the lock if it holds `token`: True if it did."""
    return r.register_script(RELEASE)(keys=[f"lock:{name}"], args=[token]) == 1


def extend(r, name, token, seconds):
    """Let the lock expire in `seconds` if it holds `token`: True if it did."""
    milliseconds = round(1000 * seconds)
    return r.register_script(EXTEND)(keys=[f"lock:{name}"], args=[token, milliseconds]) == 1
