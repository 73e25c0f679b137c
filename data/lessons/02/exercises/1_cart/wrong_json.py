# verdict: between your read and your write
import json


def add_to_cart(r, customer, product, quantity):
    key = f"cart:{customer}"
    cart = json.loads(r.get(key) or "{}")
    cart[product] = cart.get(product, 0) + quantity
    r.set(key, json.dumps(cart))
    return cart[product]


def read_cart(r, customer):
    return json.loads(r.get(f"cart:{customer}") or "{}")
