# verdict: `maxmemory` is 0 bytes
def protect_carts(r, megabytes):
    r.config_set("maxmemory-policy", "volatile-lfu")
