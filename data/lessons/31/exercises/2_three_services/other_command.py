def configure(r, service):
    on = "no" if service == "pages" else "yes"
    sync = {"pages": "no", "carts": "everysec", "orders": "always"}[service]
    r.execute_command("CONFIG", "SET", "appendonly", on, "appendfsync", sync)
