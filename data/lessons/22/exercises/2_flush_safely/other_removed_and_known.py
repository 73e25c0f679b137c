def flush_safely(r, save):
    reply = r.xreadgroup("database", "w1", {"writes": "0"}, count=100)
    entries = reply[0][1] if reply else []
    if not entries:
        reply = r.xreadgroup("database", "w1", {"writes": ">"}, count=100)
        entries = reply[0][1] if reply else []
    if not entries:
        return 0
    views = {}
    for _, fields in entries:
        if fields:  # without: saved and removed before the program ended
            number, count = int(fields["id"]), int(fields["views"])
            views[number] = max(views.get(number, count), count)
    if views:
        save(views)
    ids = [one for one, _ in entries]
    r.xdel("writes", *ids)
    r.xack("writes", "database", *ids)
    return len(entries)
