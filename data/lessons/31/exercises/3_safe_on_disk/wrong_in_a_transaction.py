# verdict: a command between `MULTI` and `EXEC` doesn't wait
def place_order(r, number, line):
    with r.pipeline() as both:
        both.set(f"order:{number}", line)
        both.waitaof(1, 0, 500)
        return both.execute()[1][0] == 1
