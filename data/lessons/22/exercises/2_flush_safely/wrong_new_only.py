# verdict: [2, 1, 0], and all three products
def flush_safely(r, save):
    streams = r.xreadgroup("database", "w1", {"writes": ">"}, count=100)
    if not streams:
        return 0
    entries = streams[0][1]
    views = {}
    for _, fields in entries:
        product_id = int(fields["id"])
        views[product_id] = max(views.get(product_id, 0), int(fields["views"]))
    save(views)
    ids = [entry_id for entry_id, _ in entries]
    r.pipeline().xack("writes", "database", *ids).xdel("writes", *ids).execute()
    return len(entries)
