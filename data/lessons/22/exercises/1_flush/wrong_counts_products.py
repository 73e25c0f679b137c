# verdict: and `flush` returned 3
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    views = Counter(map(int, ids))
    save(views)
    return len(views)
