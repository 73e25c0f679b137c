# verdict: the server holds `cart:customer:7`, `cart:visitor:81`
def take_over(r, visitor, customer):
    return bool(r.copy(f"cart:visitor:{visitor}", f"cart:customer:{customer}"))
