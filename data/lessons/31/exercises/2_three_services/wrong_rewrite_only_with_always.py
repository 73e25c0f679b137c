# verdict: on a server with `appendonly no`, `appendfsync everysec`, `no-appendfsync-on-rewrite yes`
def configure(r, service):
    if service == "pages":
        r.config_set("appendonly", "no")
        return
    if r.config_get("appendfsync")["appendfsync"] == "always":
        r.config_set("no-appendfsync-on-rewrite", "no")
    r.config_set("appendfsync", "always" if service == "orders" else "everysec")
    r.config_set("appendonly", "yes")
