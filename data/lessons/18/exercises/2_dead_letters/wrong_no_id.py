# verdict: a person need
MINUTE = 60_000  # milliseconds


def sweep(r, consumer, send):
    given_up, start = 0, "-"
    while pending := r.xpending_range("orders", "mail", start, "+", count=100, idle=MINUTE):
        for entry in pending:
            if entry["times_delivered"] >= 3:
                give_up(r, entry["message_id"])
                given_up += 1
            else:
                try_again(r, consumer, entry["message_id"], send)
        start = f"({pending[-1]['message_id']}"
    return given_up


def give_up(r, entry):
    [(_, fields)] = r.xrange("orders", entry, entry)
    with r.pipeline() as pipe:  # one transaction: both or neither
        pipe.xadd("orders:dead", fields)
        pipe.xack("orders", "mail", entry)
        pipe.execute()


def try_again(r, consumer, entry, send):
    for _, fields in r.xclaim("orders", "mail", consumer, MINUTE, [entry]):
        try:
            send(fields)
        except ValueError:
            continue  # it stays pending, and its deliveries are counted
        r.xack("orders", "mail", entry)
