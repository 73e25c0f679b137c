# verdict: In which order does the server run
def receive(r, delivery, shelf):
    with r.pipeline() as pipe:
        for product_id in shelf:
            pipe.get(f"stock:{product_id}")
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        stocks = pipe.execute()[: len(shelf)]
    return {product_id: int(stock or 0) for product_id, stock in zip(shelf, stocks, strict=True)}
