IF_MINE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
    if ARGV[2] == '0' then
        return redis.call('DEL', KEYS[1])
    end
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
    return 1
end
return 0
"""


def release(r, name, token):
    return bool(r.eval(IF_MINE, 1, f"lock:{name}", token, 0))


def extend(r, name, token, seconds):
    return bool(r.eval(IF_MINE, 1, f"lock:{name}", token, int(seconds * 1000)))
