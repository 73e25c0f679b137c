# verdict: `order:7` is a hash
def place_order(r, number, line):
    r.hset(f"order:{number}", "line", line)
    return r.waitaof(1, 0, 500)[0] == 1
