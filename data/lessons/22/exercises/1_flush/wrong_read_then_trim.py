# verdict: workers at the same moment
from collections import Counter


def flush(r, save):
    notes = r.lrange("queue", -100, -1)
    if not notes:
        return 0
    r.ltrim("queue", 0, -len(notes) - 1)
    save(Counter(map(int, notes)))
    return len(notes)
