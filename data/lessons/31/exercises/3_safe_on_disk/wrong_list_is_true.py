# verdict: where Redis never calls `fdatasync`, `place_order` returned True
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    return bool(r.waitaof(1, 0, 500))
