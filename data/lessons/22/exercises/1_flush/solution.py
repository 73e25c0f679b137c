from collections import Counter


def flush(r, save):
    """Take up to 100 notes from `queue`, save them added up; return how many were taken."""
    notes = r.rpop("queue", 100)
    if not notes:
        return 0
    save(dict(Counter(map(int, notes))))
    return len(notes)
