def flush(r, save):
    taken = r.lmpop(1, "queue", direction="RIGHT", count=100)
    if taken is None:
        return 0
    views = {}
    for note in taken[1]:
        views[int(note)] = views.get(int(note), 0) + 1
    save(views)
    return sum(views.values())
