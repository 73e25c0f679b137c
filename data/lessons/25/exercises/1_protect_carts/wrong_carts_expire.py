# verdict: a key that never expires
def protect_carts(r, megabytes):
    r.config_set("maxmemory", f"{megabytes}mb")
    r.config_set("maxmemory-policy", "volatile-lfu")
    for key in r.scan_iter("cart:*"):
        r.expire(key, 10**8)  # after all pages
