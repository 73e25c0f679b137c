# verdict: passed a timeout of 1,000 ms
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    here, _ = r.waitaof(1, 0, 1000)
    return here == 1
