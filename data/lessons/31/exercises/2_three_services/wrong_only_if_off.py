# verdict: `no-appendfsync-on-rewrite yes`, `appendfsync` is 'always' for 'carts'
def configure(r, service):
    if service == "pages":
        r.config_set("appendonly", "no")
        return
    if r.config_get("appendonly")["appendonly"] == "no":
        r.config_set("appendfsync", "everysec")
        r.config_set("appendonly", "yes")
    if service == "orders":
        r.config_set("appendfsync", "always")
