from collections import Counter


def flush(r, save):
    """Take up to 100 product IDs from `queue`, save their counts, and return how many."""
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    save(dict(Counter(map(int, ids))))
    return len(ids)
