# verdict: which of your commands creates a key
def receive(r, delivery, shelf):
    with r.pipeline() as pipe:
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        for product_id in shelf:
            pipe.incrby(f"stock:{product_id}", 0)
        stocks = pipe.execute()[len(delivery) :]
    return dict(zip(shelf, stocks, strict=True))
