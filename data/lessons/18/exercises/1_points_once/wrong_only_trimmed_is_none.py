# verdict: both were trimmed
def give_points(r, consumer):
    for start in ("0", ">"):
        streams = r.xreadgroup("points", consumer, {"orders": start}, count=10)
        orders = streams[0][1] if streams else []
        for entry, order in orders:
            if order:
                r.hset(f"points:{order['customer']}", entry, int(order["cents"]) // 100)
            r.xack("orders", "points", entry)
        if any(order for _, order in orders):
            return len(orders)
    return 0
