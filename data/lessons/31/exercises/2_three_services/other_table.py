MODES = {
    "pages": {"appendonly": "no"},
    "carts": {"appendonly": "yes", "appendfsync": "everysec"},
    "orders": {"appendonly": "yes", "appendfsync": "always"},
}


def configure(r, service):
    for name, value in MODES[service].items():
        r.config_set(name, value)
