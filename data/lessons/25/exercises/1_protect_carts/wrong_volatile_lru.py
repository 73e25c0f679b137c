# verdict: of 200 pages that were read
def protect_carts(r, megabytes):
    r.config_set("maxmemory", f"{megabytes}mb")
    r.config_set("maxmemory-policy", "volatile-lru")
