# verdict: waits for 0 local disk
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    return r.waitaof(0, 0, 500)[0] == 1
