def give_points(r, consumer):
    pending = r.xpending_range("orders", "points", "-", "+", 10, consumername=consumer)
    orders = [(one["message_id"], r.xrange("orders", *[one["message_id"]] * 2)) for one in pending]
    orders = [(entry, found[0][1] if found else {}) for entry, found in orders]
    if not orders:
        for _, entries in r.xreadgroup("points", consumer, {"orders": ">"}, count=10):
            orders = entries
    for entry, order in orders:
        if order:
            r.hset(f"points:{order['customer']}", entry, int(order["cents"][:-2] or 0))
        r.xack("orders", "points", entry)
    return len(orders)
