# verdict: waits for 1 local disk and the disks of 1
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    return r.waitaof(1, 1, 500)[0] == 1
