# verdict: How many pieces of each product
def receive(r, delivery, shelf):
    with r.pipeline() as pipe:
        for product_id in delivery:
            pipe.incr(f"stock:{product_id}")
        for product_id in shelf:
            pipe.get(f"stock:{product_id}")
        stocks = pipe.execute()[len(delivery) :]
    return {product_id: int(stock or 0) for product_id, stock in zip(shelf, stocks, strict=True)}
