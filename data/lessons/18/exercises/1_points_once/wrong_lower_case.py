# verdict: after an order of customer `Ana`
def give_points(r, consumer):
    for start in ("0", ">"):
        streams = r.xreadgroup("points", consumer, {"orders": start}, count=10)
        orders = streams[0][1] if streams else []
        if orders:
            break
    for entry, order in orders:
        if order:
            r.hset(f"points:{order['customer'].lower()}", entry, int(order["cents"]) // 100)
        r.xack("orders", "points", entry)
    return len(orders)
