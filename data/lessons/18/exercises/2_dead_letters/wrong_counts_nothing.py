# verdict: no entry was given up, and `sweep` returned None
MINUTE = 60_000  # milliseconds


def sweep(r, consumer, send):
    given_up, start = 0, "-"
    while pending := r.xpending_range("orders", "mail", start, "+", count=100, idle=MINUTE):
        for entry in pending:
            tries, id = entry["times_delivered"], entry["message_id"]
            for _, fields in r.xclaim("orders", "mail", consumer, MINUTE, [id]):
                if tries >= 3:
                    give_up(r, id, fields)
                    given_up += 1
                else:
                    try_again(r, id, fields, send)
        start = f"({pending[-1]['message_id']}"
    print(given_up)


def give_up(r, id, fields):
    with r.pipeline() as pipe:
        pipe.xadd("orders:dead", fields | {"id": id})
        pipe.xack("orders", "mail", id)
        pipe.execute()


def try_again(r, id, fields, send):
    try:
        send(fields)
    except ValueError:
        return
    r.xack("orders", "mail", id)
