def take_over(r, visitor, customer):
    """Give the visitor's cart to the customer and return whether it was handed over."""
    return bool(r.renamenx(f"cart:visitor:{visitor}", f"cart:customer:{customer}"))
