# verdict: `appendfsync no`, `no-appendfsync-on-rewrite no`, `no-appendfsync-on-rewrite` is 'yes'
def configure(r, service):
    if service == "pages":
        r.config_set("appendonly", "no")
    else:
        r.config_set("no-appendfsync-on-rewrite", "yes")
        r.config_set("appendfsync", {"carts": "everysec", "orders": "always"}[service])
        r.config_set("appendonly", "yes")
