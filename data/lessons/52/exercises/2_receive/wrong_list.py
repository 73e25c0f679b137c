# verdict: a dict that maps each product on the shelf
def receive(r, delivery, shelf):
    with r.pipeline() as pipe:
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        for product_id in shelf:
            pipe.get(f"stock:{product_id}")
        return [int(stock or 0) for stock in pipe.execute()[len(delivery) :]]
