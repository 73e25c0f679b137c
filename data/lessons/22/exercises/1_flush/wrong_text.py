# verdict: as text
from collections import Counter


def flush(r, save):
    notes = r.rpop("queue", 100)
    if not notes:
        return 0
    save(Counter(notes))
    return len(notes)
