# verdict: the points for 1 of 3 orders are missing
def give_points(r, consumer):
    for start in ("0", ">"):  # 0: what this consumer has been given and not acknowledged
        streams = r.xreadgroup("points", consumer, {"orders": start}, count=10)
        orders = streams[0][1] if streams else []
        if orders:
            break
    for entry, order in orders:
        r.xack("orders", "points", entry)
        r.hset(f"points:{order['customer']}", entry, int(order["cents"]) // 100)
    return len(orders)
