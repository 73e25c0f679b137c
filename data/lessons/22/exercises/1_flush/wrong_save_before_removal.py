# verdict: two workers saved
from collections import Counter


def flush(r, save):
    ids = r.lrange("queue", -100, -1)
    if not ids:
        return 0
    save(Counter(map(int, ids)))
    r.rpop("queue", len(ids))
    return len(ids)
