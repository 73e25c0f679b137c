# verdict: with an empty queue `save`
from collections import Counter


def flush(r, save):
    notes = r.rpop("queue", 100) or []
    save(Counter(map(int, notes)))
    return len(notes)
