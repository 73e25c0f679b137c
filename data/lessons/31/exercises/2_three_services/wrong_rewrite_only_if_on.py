# verdict: on a server with `appendonly no`, `appendfsync everysec`, `no-appendfsync-on-rewrite yes`
def configure(r, service):
    if service == "pages":
        r.config_set("appendonly", "no")
        return
    r.config_set("appendfsync", "always" if service == "orders" else "everysec")
    if r.config_get("appendonly")["appendonly"] == "yes":
        r.config_set("no-appendfsync-on-rewrite", "no")
    r.config_set("appendonly", "yes")
