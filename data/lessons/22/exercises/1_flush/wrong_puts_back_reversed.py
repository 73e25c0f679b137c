# verdict: Which ID is the next
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    try:
        save(dict(Counter(map(int, ids))))
    except Exception:
        r.rpush("queue", *ids)
        raise
    return len(ids)
