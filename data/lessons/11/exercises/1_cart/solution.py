def add_to_cart(r, customer, product, pieces):
    """Add pieces of a product to `cart:<customer>`, which ends 7 days later.

    Return how many of the product the cart now has.
    """
    cart = f"cart:{customer}"
    with r.pipeline() as pipe:
        now, _ = pipe.hincrby(cart, product, pieces).expire(cart, 7 * 24 * 3600).execute()
    return now


def remove_from_cart(r, customer, product):
    """Take a product out of the cart; return whether it was in it."""
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    """Return the cart as a dict of int to int: product to pieces."""
    cart = r.hgetall(f"cart:{customer}")
    return {int(product): int(pieces) for product, pieces in cart.items()}
