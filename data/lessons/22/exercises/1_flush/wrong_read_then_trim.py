# verdict: two workers saved
from collections import Counter


def flush(r, save):
    ids = r.lrange("queue", -100, -1)
    if not ids:
        return 0
    r.ltrim("queue", 0, -len(ids) - 1)
    save(Counter(map(int, ids)))
    return len(ids)
