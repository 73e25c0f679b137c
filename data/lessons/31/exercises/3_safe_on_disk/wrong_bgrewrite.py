# verdict: your function sent `BGREWRITEAOF
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    r.bgrewriteaof()
    return r.waitaof(1, 0, 500)[0] == 1
