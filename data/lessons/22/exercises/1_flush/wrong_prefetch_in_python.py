# verdict: the queue still holds
from collections import Counter

waiting = []


def flush(r, save):
    if not waiting:
        waiting.extend(r.rpop("queue", 1000) or [])
    ids = waiting[:100]
    del waiting[:100]
    if ids:
        save(Counter(map(int, ids)))
    return len(ids)
