# verdict: removed before it's acknowledged
def flush_safely(r, save):
    for since in ("0", ">"):
        streams = r.xreadgroup("database", "w1", {"writes": since}, count=100)
        entries = streams[0][1] if streams else []
        if entries:
            break
    else:
        return 0
    views = {}
    for _, fields in entries:
        product_id = int(fields["id"])
        views[product_id] = max(views.get(product_id, 0), int(fields["views"]))
    save(views)
    ids = [entry_id for entry_id, _ in entries]
    r.xdel("writes", *ids)
    r.xack("writes", "database", *ids)
    return len(entries)
