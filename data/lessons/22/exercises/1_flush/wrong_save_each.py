# verdict: `save` was called 100 times
def flush(r, save):
    ids = r.rpop("queue", 100) or []
    for one in ids:
        save({int(one): 1})
    return len(ids)
