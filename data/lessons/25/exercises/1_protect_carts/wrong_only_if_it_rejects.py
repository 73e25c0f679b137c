# verdict: of 200 pages that were read
def protect_carts(r, megabytes):
    r.config_set("maxmemory", f"{megabytes}mb")
    if r.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction":
        r.config_set("maxmemory-policy", "volatile-lfu")
