# verdict: how often each of them
def flush(r, save):
    notes = r.rpop("queue", 100)
    if not notes:
        return 0
    save({int(note): 1 for note in notes})
    return len(notes)
