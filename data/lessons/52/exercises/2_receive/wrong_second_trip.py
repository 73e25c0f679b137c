# verdict: took 2 round trips
def receive(r, delivery, shelf):
    with r.pipeline() as pipe:
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        pipe.execute()
    stocks = r.mget([f"stock:{product_id}" for product_id in shelf]) if shelf else []
    return {product_id: int(stock or 0) for product_id, stock in zip(shelf, stocks, strict=True)}
