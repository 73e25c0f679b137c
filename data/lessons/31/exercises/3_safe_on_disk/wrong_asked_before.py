# verdict: the writes before it or after it
def place_order(r, number, line):
    here, _ = r.waitaof(1, 0, 500)
    r.set(f"order:{number}", line)
    return here == 1
