def configure(r, service):
    """Configure the AOF for "pages", "carts" or "orders"."""
    if service == "pages":
        r.config_set("appendonly", "no")
        return
    r.config_set("appendfsync", "always" if service == "orders" else "everysec")
    r.config_set("no-appendfsync-on-rewrite", "no")  # sync during a rewrite too
    r.config_set("appendonly", "yes")
