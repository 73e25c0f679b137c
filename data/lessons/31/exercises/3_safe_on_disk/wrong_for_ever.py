# verdict: it was still running after 8 s
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    return r.waitaof(1, 0, 0)[0] == 1
