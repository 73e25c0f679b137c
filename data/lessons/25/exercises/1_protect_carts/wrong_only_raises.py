# verdict: if the server already has a higher limit
def protect_carts(r, megabytes):
    if int(r.config_get("maxmemory")["maxmemory"]) < megabytes * 2**20:
        r.config_set("maxmemory", megabytes * 2**20)
    r.config_set("maxmemory-policy", "volatile-lfu")
