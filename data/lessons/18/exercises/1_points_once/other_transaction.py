def give_points(r, consumer):
    def read(start):
        return [
            entry for _, some in r.xreadgroup("points", consumer, {"orders": start}, 10) for entry in some
        ]

    orders = read("0") or read(">")
    with r.pipeline() as pipe:
        for entry, order in orders:
            if order:
                pipe.hset(f"points:{order['customer']}", entry, int(order["cents"]) // 100)
        for entry, _ in orders:
            pipe.xack("orders", "points", entry)
        pipe.execute()
    return len(orders)
