# verdict: the oldest) to 250, and one call
from collections import Counter


def flush(r, save):
    ids = r.lpop("queue", 100)
    if not ids:
        return 0
    save(Counter(map(int, ids)))
    return len(ids)
