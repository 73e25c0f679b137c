MINUTE = 60_000  # milliseconds


def sweep(r, consumer, send):
    """Retry what has been pending in `mail` for 60 s; return how many were given up.

    After three deliveries an entry moves to `orders:dead`, with its ID in the field `id`.
    """
    given_up, start = 0, "-"
    while pending := r.xpending_range("orders", "mail", start, "+", count=100, idle=MINUTE):
        for entry in pending:
            tries, id = entry["times_delivered"], entry["message_id"]
            # of two sweepers, one gets the entry; of a trimmed entry, none: XCLAIM acknowledges it
            for _, fields in r.xclaim("orders", "mail", consumer, MINUTE, [id]):
                if tries >= 3:
                    give_up(r, id, fields)
                    given_up += 1
                else:
                    try_again(r, id, fields, send)
        start = f"({pending[-1]['message_id']}"
    return given_up


def give_up(r, id, fields):
    with r.pipeline() as pipe:  # one transaction: both or neither
        pipe.xadd("orders:dead", fields | {"id": id})
        pipe.xack("orders", "mail", id)
        pipe.execute()


def try_again(r, id, fields, send):
    try:
        send(fields)
    except ValueError:
        return  # it stays pending, and the server counts its deliveries
    r.xack("orders", "mail", id)
