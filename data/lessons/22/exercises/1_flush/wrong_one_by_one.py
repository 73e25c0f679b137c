# verdict: trips to Redis
from collections import Counter


def flush(r, save):
    notes = []
    while len(notes) < 100 and (note := r.rpop("queue")) is not None:
        notes.append(int(note))
    if notes:
        save(Counter(notes))
    return len(notes)
