# verdict: for 'carts', `appendfsync` is 'always'
def configure(r, service):
    r.config_set("appendonly", "no" if service == "pages" else "yes")
    r.config_set("appendfsync", "always")
