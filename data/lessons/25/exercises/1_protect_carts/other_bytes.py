def protect_carts(r, megabytes):
    r.config_set("maxmemory-policy", "volatile-lfu", "maxmemory", megabytes * 1024 * 1024)
