# verdict: the server holds no key `order:8`
def place_order(r, number, line):
    r.set(f"order:{number}", line)
    here, _ = r.waitaof(1, 0, 500)
    if not here:
        r.delete(f"order:{number}")
    return here == 1
