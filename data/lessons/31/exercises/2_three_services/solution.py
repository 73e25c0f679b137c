def configure(r, service):
    """Set `appendonly` and `appendfsync` for "pages", "carts" or "orders"."""
    if service == "pages":
        r.config_set("appendonly", "no")
    elif service == "carts":
        r.config_set("appendfsync", "everysec")
        r.config_set("appendonly", "yes")
    elif service == "orders":
        r.config_set("appendfsync", "always")
        r.config_set("appendonly", "yes")
