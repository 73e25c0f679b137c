# verdict: there was a cart on the server
def protect_carts(r, megabytes):
    r.flushall()
    r.config_set("maxmemory", f"{megabytes}mb")
    r.config_set("maxmemory-policy", "volatile-lfu")
