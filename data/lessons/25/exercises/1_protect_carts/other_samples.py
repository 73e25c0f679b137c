def protect_carts(r, megabytes):
    r.execute_command("CONFIG", "SET", "maxmemory", f"{megabytes}MB")
    r.config_set("maxmemory-samples", 10)
    r.config_set("maxmemory-policy", "volatile-lfu")
