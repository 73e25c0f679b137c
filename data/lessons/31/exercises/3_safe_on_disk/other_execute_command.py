def place_order(r, number, line):
    r.mset({f"order:{number}": line})
    return bool(r.execute_command("WAITAOF", 1, 0, 400)[0])
