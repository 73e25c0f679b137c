# verdict: after a batch that failed
from collections import Counter

waiting = Counter()


def flush(r, save):
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    waiting.update(map(int, ids))
    save(dict(waiting))
    waiting.clear()
    return len(ids)
