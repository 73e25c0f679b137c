# verdict: what if a page is empty
def count_keys(r, pattern):
    found, cursor = 0, 0
    while True:
        cursor, names = r.scan(cursor, match=pattern)
        found += len(names)
        if not names or cursor == 0:
            return found
