# verdict: returned {24: 15, 26: 0}
def receive(r, delivery, shelf):
    with r.pipeline() as pipe:
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        stocks = dict(zip(delivery, pipe.execute(), strict=True))
    return {product_id: stocks.get(product_id, 0) for product_id in shelf}
