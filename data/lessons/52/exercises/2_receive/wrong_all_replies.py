# verdict: returned {24: 15, 26: 3}
def receive(r, delivery, shelf):
    with r.pipeline() as pipe:
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        for product_id in shelf:
            pipe.get(f"stock:{product_id}")
        stocks = pipe.execute()
    return {product_id: int(stock or 0) for product_id, stock in zip(shelf, stocks, strict=False)}
