def flush_safely(r, save):
    mine = r.xpending_range("writes", "database", "-", "+", 100, consumername="w1")
    ids = [one["message_id"] for one in mine]
    entries = r.xclaim("writes", "database", "w1", 0, ids) if ids else []
    if not entries:
        streams = r.xreadgroup("database", "w1", {"writes": ">"}, count=100)
        entries = streams[0][1] if streams else []
    if not entries:
        return 0
    views = {}
    for _, fields in entries:
        product_id, count = int(fields["id"]), int(fields["views"])
        views[product_id] = max(views.get(product_id, count), count)
    save(views)
    ids = [one for one, _ in entries]
    with r.pipeline() as pipe:
        pipe.xdel("writes", *ids).xack("writes", "database", *ids).execute()
    return len(entries)
