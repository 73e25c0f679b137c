# verdict: add to the quantity of this product
def add_to_cart(r, customer, product, quantity):
    key = f"cart:{customer}"
    pipe = r.pipeline()
    pipe.hincrby(key, product, quantity)
    pipe.hvals(key)
    return sum(map(int, pipe.execute()[1]))


def read_cart(r, customer):
    return {product: int(quantity) for product, quantity in r.hgetall(f"cart:{customer}").items()}
