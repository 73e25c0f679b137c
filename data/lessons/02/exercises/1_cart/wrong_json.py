# verdict: afterwards the cart held
import json


def add_to_cart(r, customer, product, pieces):
    key = f"cart:{customer}"
    cart = json.loads(r.get(key) or "{}")
    cart[product] = cart.get(product, 0) + pieces
    r.set(key, json.dumps(cart))
    return cart[product]


def read_cart(r, customer):
    return json.loads(r.get(f"cart:{customer}") or "{}")
