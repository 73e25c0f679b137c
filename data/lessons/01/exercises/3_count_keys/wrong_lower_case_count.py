# verdict: a single `SCAN` looked at up to
def count_keys(r, pattern):
    found, cursor = 0, "0"
    while True:
        cursor, names = r.execute_command("SCAN", cursor, "match", pattern, "count", 2500)
        found += len(names)
        if int(cursor) == 0:
            return found
