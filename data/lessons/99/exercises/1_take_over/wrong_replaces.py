# verdict: the customer's own cart held product 5000
def take_over(r, visitor, customer):
    return r.rename(f"cart:visitor:{visitor}", f"cart:customer:{customer}")
