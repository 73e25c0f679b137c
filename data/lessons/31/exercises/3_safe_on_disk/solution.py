def place_order(r, number, line):
    """Store the order; return whether it's on disk within half a second."""
    r.set(f"order:{number}", line)
    on_this_disk, _ = r.waitaof(1, 0, 500)
    return on_this_disk == 1
