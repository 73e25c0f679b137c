# verdict: a key that never expires
def place_order(r, number, line):
    r.set(f"order:{number}", line, ex=3600)
    here, _ = r.waitaof(1, 0, 500)
    return here == 1
