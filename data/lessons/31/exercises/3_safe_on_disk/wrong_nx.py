# verdict: `order:10` holds 'an older line'
def place_order(r, number, line):
    r.set(f"order:{number}", line, nx=True)
    return r.waitaof(1, 0, 500)[0] == 1
