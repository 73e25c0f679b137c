# verdict: for 'orders', `appendfsync` is 'everysec'
def configure(r, service):
    r.config_set("appendonly", "no" if service == "pages" else "yes")
    r.config_set("appendfsync", "everysec")
