# verdict: the newest
from collections import Counter


def flush(r, save):
    notes = r.lpop("queue", 100)
    if not notes:
        return 0
    save(Counter(map(int, notes)))
    return len(notes)
