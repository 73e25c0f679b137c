# verdict: an `fdatasync` followed within 500 ms
def place_order(r, number, line):
    mode = r.config_get("appendfsync")["appendfsync"]
    r.set(f"order:{number}", line)
    safe, _ = r.waitaof(1, 0, 500)
    return mode == "always" and safe == 1
