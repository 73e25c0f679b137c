# verdict: `appendonly` is 'yes' for 'pages'
def configure(r, service):
    if service == "pages":
        if r.config_get("appendfsync")["appendfsync"] != "no":
            r.config_set("appendonly", "no")
        return
    r.config_set("appendfsync", "always" if service == "orders" else "everysec")
    r.config_set("no-appendfsync-on-rewrite", "no")
    r.config_set("appendonly", "yes")
