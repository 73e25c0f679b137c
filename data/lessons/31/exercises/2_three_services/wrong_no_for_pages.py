# verdict: `appendonly` is 'yes' for 'pages'
def configure(r, service):
    r.config_set("appendfsync", {"pages": "no", "carts": "everysec", "orders": "always"}[service])
    r.config_set("appendonly", "yes")
