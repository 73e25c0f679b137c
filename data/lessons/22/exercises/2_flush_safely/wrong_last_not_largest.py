# verdict: 2, 11 and 3, in this order
def flush_safely(r, save):
    for since in ("0", ">"):
        streams = r.xreadgroup("database", "w1", {"writes": since}, count=100)
        entries = streams[0][1] if streams else []
        if entries:
            break
    else:
        return 0
    save({int(fields["id"]): int(fields["views"]) for _, fields in entries})
    ids = [entry_id for entry_id, _ in entries]
    r.pipeline().xack("writes", "database", *ids).xdel("writes", *ids).execute()
    return len(entries)
