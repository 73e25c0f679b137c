MODES = {
    "pages": {"appendonly": "no"},
    "carts": {"appendfsync": "everysec", "no-appendfsync-on-rewrite": "no", "appendonly": "yes"},
    "orders": {"appendfsync": "always", "no-appendfsync-on-rewrite": "no", "appendonly": "yes"},
}


def configure(r, service):
    for name, value in MODES[service].items():
        r.config_set(name, value)
