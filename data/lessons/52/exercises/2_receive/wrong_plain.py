# verdict: Which argument of `pipeline` keeps other clients out
def receive(r, delivery, shelf):
    with r.pipeline(transaction=False) as pipe:
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        for product_id in shelf:
            pipe.get(f"stock:{product_id}")
        stocks = pipe.execute()[len(delivery) :]
    return {product_id: int(stock or 0) for product_id, stock in zip(shelf, stocks, strict=True)}
