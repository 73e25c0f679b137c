# verdict: What type does `GET` return
def receive(r, delivery, shelf):
    with r.pipeline() as pipe:
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        for product_id in shelf:
            pipe.get(f"stock:{product_id}")
        stocks = pipe.execute()[len(delivery) :]
    return dict(zip(shelf, stocks, strict=True))
