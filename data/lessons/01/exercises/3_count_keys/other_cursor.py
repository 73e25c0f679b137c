def count_keys(r, pattern):
    names, cursor = set(), None
    while cursor != 0:
        cursor, some = r.scan(cursor or 0, match=pattern, count=500)
        names.update(some)
    return len(names)
