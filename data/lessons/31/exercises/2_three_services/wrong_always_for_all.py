# verdict: `no-appendfsync-on-rewrite no`, `appendfsync` is 'always' for 'carts'
def configure(r, service):
    r.config_set("appendonly", "no" if service == "pages" else "yes")
    r.config_set("appendfsync", "always")
