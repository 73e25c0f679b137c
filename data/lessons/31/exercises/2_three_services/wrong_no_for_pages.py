# verdict: for 'pages', `appendonly` is 'yes' with `appendfsync` 'no'
def configure(r, service):
    r.config_set("appendfsync", {"pages": "no", "carts": "everysec", "orders": "always"}[service])
    r.config_set("appendonly", "yes")
