def protect_carts(r, megabytes):
    """Bound the memory; when it is full, pages go, the least often used ones first."""
    r.config_set("maxmemory", f"{megabytes}mb")
    r.config_set("maxmemory-policy", "volatile-lfu")
