# verdict: so a power cut can lose many
def configure(r, service):
    if service == "pages":
        r.config_set("appendonly", "no")
        return
    now = r.config_get("append*")
    if service == "orders":
        r.config_set("appendfsync", "always")
    elif now["appendonly"] == "no" or now["appendfsync"] == "always":
        r.config_set("appendfsync", "everysec")
    r.config_set("no-appendfsync-on-rewrite", "no")
    r.config_set("appendonly", "yes")
