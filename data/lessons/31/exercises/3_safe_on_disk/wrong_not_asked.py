# verdict: reports on the writes of this connection
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    return r.config_get("appendfsync")["appendfsync"] == "always"
