# verdict: hands the entries of another consumer
def flush_safely(r, save):
    _, entries, _ = r.xautoclaim("writes", "database", "w1", min_idle_time=0, count=100)
    if not entries:
        streams = r.xreadgroup("database", "w1", {"writes": ">"}, count=100)
        entries = streams[0][1] if streams else []
    if not entries:
        return 0
    views = {}
    for _, fields in entries:
        product_id = int(fields["id"])
        views[product_id] = max(views.get(product_id, 0), int(fields["views"]))
    save(views)
    ids = [entry_id for entry_id, _ in entries]
    with r.pipeline() as pipe:
        pipe.xack("writes", "database", *ids).xdel("writes", *ids).execute()
    return len(entries)
