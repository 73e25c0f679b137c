# verdict: In which order do the IDs return
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100) or []
    if ids:
        try:
            save(Counter(map(int, ids)))
        except Exception:
            r.rpush("queue", *ids[1:])
            raise
    return len(ids)
