def add_to_cart(r, customer, product, quantity):
    """Add to the quantity of a product in `cart:<customer>`, and return the new quantity.

    The cart expires 7 days after the last add.
    """
    cart = f"cart:{customer}"
    with r.pipeline() as pipe:  # a transaction, so no crash leaves a cart without its TTL
        now, _ = pipe.hincrby(cart, product, quantity).expire(cart, 7 * 24 * 3600).execute()
    return now


def remove_from_cart(r, customer, product):
    """Remove a product from the cart. Return True, or False if it wasn't in it."""
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    """Return the cart as a dict from product to quantity, both int."""
    cart = r.hgetall(f"cart:{customer}")
    return {int(product): int(quantity) for product, quantity in cart.items()}
