# verdict: does the batch return to the queue
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    try:
        save(dict(Counter(map(int, ids))))
    except Exception:
        for one in reversed(ids):
            r.rpush("queue", one)
        raise
    return len(ids)
