# verdict: returned [1, 1, 1]
def give_points(r, consumer):
    pending = r.xpending_range("orders", "points", min="-", max="+", count=10)
    own = [one["message_id"] for one in pending if one["consumer"] == consumer]
    orders = [entry for id in own for entry in r.xrange("orders", id, id)]
    if not orders:
        streams = r.xreadgroup("points", consumer, {"orders": ">"}, count=10)
        orders = streams[0][1] if streams else []
    for entry, order in orders:
        r.hset(f"points:{order['customer']}", entry, int(order["cents"]) // 100)
        r.xack("orders", "points", entry)
    return len(orders)
