def receive(r, delivery, shelf):
    """Add the delivery to the stock, and return the stock of the products on the shelf."""
    with r.pipeline() as pipe:  # a transaction: nothing comes in between
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        for product_id in shelf:
            pipe.get(f"stock:{product_id}")
        stocks = pipe.execute()[len(delivery) :]
    return {product_id: int(stock or 0) for product_id, stock in zip(shelf, stocks, strict=True)}
