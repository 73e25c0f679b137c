# verdict: the cart was handed over, and your function returned None
def take_over(r, visitor, customer):
    r.renamenx(f"cart:visitor:{visitor}", f"cart:customer:{customer}")
