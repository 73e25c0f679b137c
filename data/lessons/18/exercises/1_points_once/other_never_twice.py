def give_points(r, consumer):
    orders = []
    for start in ("0", ">"):
        if not orders:
            streams = r.xreadgroup("points", consumer, {"orders": start}, count=10)
            orders = streams[0][1] if streams else []
    for entry, order in orders:
        with r.pipeline() as pipe:
            if order:
                pipe.hsetnx(f"points:{order['customer']}", entry, int(int(order["cents"]) / 100))
            pipe.xack("orders", "points", entry)
            pipe.execute()
    return len(orders)
