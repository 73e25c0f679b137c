# verdict: rejected a write
def protect_carts(r, megabytes):
    r.config_set("maxmemory", f"{megabytes}mb")
