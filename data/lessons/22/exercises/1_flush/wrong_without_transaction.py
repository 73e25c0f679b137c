# verdict: two commands between which
from collections import Counter


def flush(r, save):
    with r.pipeline(transaction=False) as pipe:
        notes, _ = pipe.lrange("queue", -100, -1).ltrim("queue", 0, -101).execute()
    if notes:
        save(Counter(int(note) for note in notes))
    return len(notes)
