# verdict: passed a timeout of 0 ms
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    return r.waitaof(1, 0, 0)[0] == 1
