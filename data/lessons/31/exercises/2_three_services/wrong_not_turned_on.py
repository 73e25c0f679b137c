# verdict: for 'carts', `appendonly` is 'no': there is no file
def configure(r, service):
    if service == "pages":
        r.config_set("appendonly", "no")
    else:
        r.config_set("appendfsync", {"carts": "everysec", "orders": "always"}[service])
