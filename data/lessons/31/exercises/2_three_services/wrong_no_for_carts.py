# verdict: so a power cut can lose many
def configure(r, service):
    r.config_set("appendonly", "no" if service == "pages" else "yes")
    if service != "pages":
        r.config_set("appendfsync", {"carts": "no", "orders": "always"}[service])
