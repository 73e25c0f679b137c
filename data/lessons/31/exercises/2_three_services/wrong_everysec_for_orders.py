# verdict: `appendfsync` is 'everysec' for 'orders'
def configure(r, service):
    r.config_set("appendonly", "no" if service == "pages" else "yes")
    r.config_set("appendfsync", "everysec")
    r.config_set("no-appendfsync-on-rewrite", "no")
