def give_points(r, consumer):
    """Handle up to 10 orders, this consumer's pending ones or else new; return how many.

    An order's points, `cents` // 100, go into `points:<customer>` under the entry's ID.
    """
    for start in ("0", ">"):  # 0: the entries this consumer was given and hasn't acknowledged
        streams = r.xreadgroup("points", consumer, {"orders": start}, count=10)
        orders = streams[0][1] if streams else []
        if orders:
            break
    for entry, order in orders:
        if order:  # an entry that was trimmed while it was pending has no fields
            r.hset(f"points:{order['customer']}", entry, int(order["cents"]) // 100)
        r.xack("orders", "points", entry)  # last, because an acknowledged entry isn't delivered again
    return len(orders)
