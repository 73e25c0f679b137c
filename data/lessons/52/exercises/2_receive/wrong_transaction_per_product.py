# verdict: Which argument of `pipeline` keeps other clients out
def receive(r, delivery, shelf):
    pipe = r.pipeline(transaction=False)
    for product_id, pieces in delivery.items():
        pipe.execute_command("MULTI")
        pipe.incrby(f"stock:{product_id}", pieces)
        pipe.execute_command("EXEC")
    for product_id in shelf:
        pipe.get(f"stock:{product_id}")
    stocks = pipe.execute()[3 * len(delivery) :]
    return {product_id: int(stock or 0) for product_id, stock in zip(shelf, stocks, strict=True)}
