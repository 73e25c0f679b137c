def take_over(r, visitor, customer):
    """Give the visitor's cart to a customer without one; True if it was handed over."""
    return bool(r.renamenx(f"cart:visitor:{visitor}", f"cart:customer:{customer}"))
