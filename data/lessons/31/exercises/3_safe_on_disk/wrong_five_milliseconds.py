# verdict: a wait of 500 ms
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    return r.waitaof(1, 0, 5)[0] == 1
