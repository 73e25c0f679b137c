# verdict: Which type does your command reply with
def add_to_cart(r, customer, product, quantity):
    return r.hincrbyfloat(f"cart:{customer}", product, quantity)


def read_cart(r, customer):
    return {product: int(quantity) for product, quantity in r.hgetall(f"cart:{customer}").items()}
