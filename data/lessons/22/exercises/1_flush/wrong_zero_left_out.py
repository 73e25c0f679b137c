# verdict: Is 0 an ID like any other
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    save(dict(Counter(filter(None, map(int, ids)))))
    return len(ids)
