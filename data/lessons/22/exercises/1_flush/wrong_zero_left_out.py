# verdict: not with how often each ID was in the batch {0: 20
from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    save(dict(Counter(filter(None, map(int, ids)))))
    return len(ids)
