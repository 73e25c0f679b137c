# verdict: `save` was called 100 times
def flush(r, save):
    notes = r.rpop("queue", 100) or []
    for note in notes:
        save({int(note): 1})
    return len(notes)
