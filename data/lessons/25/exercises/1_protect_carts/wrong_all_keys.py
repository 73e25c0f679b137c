# verdict: of 500 carts
def protect_carts(r, megabytes):
    r.config_set("maxmemory", f"{megabytes}mb")
    r.config_set("maxmemory-policy", "allkeys-lfu")
