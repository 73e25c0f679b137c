# verdict: what does a second process know of it
from collections import defaultdict

carts = defaultdict(dict)


def add_to_cart(r, customer, product, quantity):
    cart = carts[customer]
    cart[product] = cart.get(product, 0) + quantity
    r.hset(f"cart:{customer}", mapping=cart)
    return cart[product]


def read_cart(r, customer):
    return {product: int(quantity) for product, quantity in r.hgetall(f"cart:{customer}").items()}
