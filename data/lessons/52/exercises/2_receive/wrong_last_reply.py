# verdict: if one of the two is empty
def receive(r, delivery, shelf):
    with r.pipeline() as pipe:
        for product_id, pieces in delivery.items():
            pipe.incrby(f"stock:{product_id}", pieces)
        for product_id in shelf:
            pipe.get(f"stock:{product_id}")
        replies = pipe.execute()
    return {
        one: int(stock or 0) for one, stock in zip(shelf or delivery, replies[-len(shelf) :], strict=True)
    }
