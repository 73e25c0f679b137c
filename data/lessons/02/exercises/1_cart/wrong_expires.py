# verdict: `cart:ana` expires in
def add_to_cart(r, customer, product, quantity):
    key = f"cart:{customer}"
    pipe = r.pipeline()
    pipe.hincrby(key, product, quantity)
    pipe.expire(key, 3600)
    return pipe.execute()[0]


def read_cart(r, customer):
    return {product: int(quantity) for product, quantity in r.hgetall(f"cart:{customer}").items()}
