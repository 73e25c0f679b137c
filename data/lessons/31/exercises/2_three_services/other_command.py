def configure(r, service):
    on = "no" if service == "pages" else "yes"
    sync = {"pages": "no", "carts": "everysec", "orders": "always"}[service]
    settings = ["appendonly", on, "appendfsync", sync, "no-appendfsync-on-rewrite", "no"]
    r.execute_command("CONFIG", "SET", *settings)
