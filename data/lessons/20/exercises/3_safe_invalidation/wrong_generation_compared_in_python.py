# verdict: you make them one atomic step
def read_stock(r, shop, product_id):
    key, generation = f"stock:{product_id}", f"generation:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return int(cached)
    before = r.get(generation)
    stock = shop.product(product_id)["stock"]
    if r.get(generation) == before:
        r.set(key, stock, ex=300)
    return stock


def update_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    with r.pipeline() as pipe:
        pipe.incr(f"generation:{product_id}").expire(f"generation:{product_id}", 300)
        pipe.delete(f"stock:{product_id}").execute()
