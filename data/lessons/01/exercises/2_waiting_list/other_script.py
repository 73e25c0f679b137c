def join(r, customer):
    return r.eval(
        "redis.call('RPUSH', KEYS[1], ARGV[1]) return redis.call('LLEN', KEYS[1])", 1, "waiting", customer
    )
