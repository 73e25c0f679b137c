# verdict: `appendfsync always`, `no-appendfsync-on-rewrite yes`, `no-appendfsync-on-rewrite` is 'yes'
def configure(r, service):
    if service == "pages":
        r.config_set("appendonly", "no")
    elif service == "carts":
        r.config_set("appendfsync", "everysec")
        r.config_set("appendonly", "yes")
    elif service == "orders":
        r.config_set("appendfsync", "always")
        r.config_set("no-appendfsync-on-rewrite", "no")
        r.config_set("appendonly", "yes")
