# verdict: becomes of a quote
def release(r, name, token):
    script = f"""
    if redis.call('GET', KEYS[1]) ~= '{token}' then return 0 end
    return redis.call('DEL', KEYS[1])
    """
    return r.eval(script, 1, f"lock:{name}") == 1


def extend(r, name, token, seconds):
    script = f"""
    if redis.call('GET', KEYS[1]) ~= '{token}' then return 0 end
    return redis.call('PEXPIRE', KEYS[1], {round(1000 * seconds)})
    """
    return r.eval(script, 1, f"lock:{name}") == 1
