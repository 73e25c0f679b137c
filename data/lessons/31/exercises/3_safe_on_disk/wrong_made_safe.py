# verdict: your function sent `CONFIG SET
def place_order(r, number, line):
    r.config_set("appendfsync", "always")
    r.set(f"order:{number}", line)
    return r.waitaof(1, 0, 500)[0] == 1
