# verdict: the last `fdatasync` was before the order
def place_order(r, number, line):
    mode = r.config_get("appendfsync")["appendfsync"]
    r.set(f"order:{number}", line)
    r.waitaof(1, 0, 500)
    return mode != "no"
