# verdict: a search look for the `member` that it starts from
def delivery_cents(r, customer):
    found = r.geosearch("depots", member=customer, radius=50, unit="km", sort="ASC", count=1, withdist=True)
    if not found:
        return None
    distance = found[0][1]
    return 0 if distance <= 5 else 490 if distance <= 20 else 990
