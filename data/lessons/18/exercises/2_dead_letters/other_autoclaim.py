def sweep(r, consumer, send):
    given_up, cursor = 0, "0-0"
    while True:
        cursor, entries, _ = r.xautoclaim("orders", "mail", consumer, 60_000, cursor, count=50)
        for entry, fields in entries:
            [pending] = r.xpending_range("orders", "mail", entry, entry, 1)
            if pending["times_delivered"] > 3:  # claiming has counted one more
                r.xadd("orders:dead", {**fields, "id": entry})
                given_up += 1
            else:
                try:
                    send(fields)
                except ValueError:
                    continue
            r.xack("orders", "mail", entry)
        if cursor == "0-0":
            return given_up
