import time


def place_order(r, number, line):
    r.set(f"order:{number}", line)
    until = time.monotonic() + 0.5
    while (left := until - time.monotonic()) > 0:
        if r.waitaof(1, 0, max(1, int(left * 1000)))[0]:
            return True
    return False
