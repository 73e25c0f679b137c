# verdict: the faster of two calls took
import time


def place_order(r, number, line):
    r.set(f"order:{number}", line)
    time.sleep(0.5)
    return r.waitaof(1, 0, 1)[0] == 1
