def configure(r, service):
    file = {"pages": "no"}.get(service, "yes")
    r.config_set("appendonly", file)
    if file == "yes":
        r.config_set("appendfsync", "always" if service == "orders" else "everysec")
        r.config_set("no-appendfsync-on-rewrite", "no")
