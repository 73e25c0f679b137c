# verdict: with one call, then the new one
def flush_safely(r, save):
    handled = 0
    for since in ("0", ">"):
        streams = r.xreadgroup("database", "w1", {"writes": since}, count=100)
        entries = streams[0][1] if streams else []
        views = {}
        for _, fields in entries:
            product_id = int(fields["id"])
            views[product_id] = max(views.get(product_id, 0), int(fields["views"]))
        if entries:
            save(views)
            ids = [entry_id for entry_id, _ in entries]
            r.pipeline().xack("writes", "database", *ids).xdel("writes", *ids).execute()
            handled += len(entries)
    return handled
