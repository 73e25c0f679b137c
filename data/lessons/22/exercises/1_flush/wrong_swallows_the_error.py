# verdict: `save` raised TimeoutError
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100) or []
    if ids:
        try:
            save(Counter(map(int, ids)))
        except Exception:
            return 0
    return len(ids)
