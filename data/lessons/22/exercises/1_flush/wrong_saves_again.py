# verdict: and who decides that
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    counts = dict(Counter(map(int, ids)))
    try:
        save(counts)
    except Exception:
        save(counts)
    return len(ids)
