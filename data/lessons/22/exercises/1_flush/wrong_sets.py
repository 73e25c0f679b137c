# verdict: how often each ID
def flush(r, save):
    ids = r.rpop("queue", 100)
    if not ids:
        return 0
    save({int(one): 1 for one in ids})
    return len(ids)
