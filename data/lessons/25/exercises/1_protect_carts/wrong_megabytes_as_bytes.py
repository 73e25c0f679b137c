# verdict: `maxmemory` is 5 bytes
def protect_carts(r, megabytes):
    r.config_set("maxmemory", megabytes)
    r.config_set("maxmemory-policy", "volatile-lfu")
