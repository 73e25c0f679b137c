def receive(r, delivery, shelf):
    pipe = r.pipeline(transaction=True)
    for product_id, pieces in delivery.items():
        pipe.incrby(f"stock:{product_id}", pieces)
    pipe.mget([f"stock:{product_id}" for product_id in shelf])
    stocks = pipe.execute()[-1]
    return {product_id: int(stock or 0) for product_id, stock in zip(shelf, stocks, strict=True)}
