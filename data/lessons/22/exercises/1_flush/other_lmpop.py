def flush(r, save):
    taken = r.lmpop(1, "queue", direction="RIGHT", count=100)
    if taken is None:
        return 0
    views = {}
    for one in taken[1]:
        views[int(one)] = views.get(int(one), 0) + 1
    save(views)
    return sum(views.values())
