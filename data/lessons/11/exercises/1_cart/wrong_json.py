# verdict: is a string
import json


def add_to_cart(r, customer, product, quantity):
    cart = json.loads(r.get(f"cart:{customer}") or "{}")
    cart[str(product)] = cart.get(str(product), 0) + quantity
    r.set(f"cart:{customer}", json.dumps(cart), ex=604_800)
    return cart[str(product)]


def remove_from_cart(r, customer, product):
    cart = json.loads(r.get(f"cart:{customer}") or "{}")
    found = cart.pop(str(product), None) is not None
    r.set(f"cart:{customer}", json.dumps(cart), keepttl=True)
    return found


def read_cart(r, customer):
    cart = json.loads(r.get(f"cart:{customer}") or "{}")
    return {int(product): quantity for product, quantity in cart.items()}
