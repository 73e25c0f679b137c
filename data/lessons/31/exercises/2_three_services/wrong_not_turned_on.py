# verdict: for 'carts': there's no AOF
def configure(r, service):
    if service == "pages":
        r.config_set("appendonly", "no")
    else:
        r.config_set("appendfsync", {"carts": "everysec", "orders": "always"}[service])
