def place_order(r, number, line):
    r.set(f"order:{number}", line)
    return any(r.waitaof(1, 0, 250)[0] for attempt in range(2))
