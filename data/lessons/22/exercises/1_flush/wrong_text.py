# verdict: are strings
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    save(Counter(ids))
    return len(ids)
