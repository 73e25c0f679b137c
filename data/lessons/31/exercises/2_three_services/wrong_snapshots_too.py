# verdict: snapshots that stay off
def configure(r, service):
    if service == "pages":
        r.config_set("appendonly", "no")
        r.config_set("save", "3600 1")
    else:
        r.config_set("appendonly", "yes")
        r.config_set("appendfsync", {"carts": "everysec", "orders": "always"}[service])
