# verdict: with an empty queue, `save`
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100) or []
    save(Counter(map(int, ids)))
    return len(ids)
