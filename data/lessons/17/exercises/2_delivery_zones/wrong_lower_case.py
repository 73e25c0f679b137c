# verdict: After which of these calls does the server no longer hold what you expect?
def delivery_cents(r, customer):
    [p] = r.geopos("customers", customer.lower())
    if p is None:
        return None
    f = r.geosearch(
        "depots", longitude=p[0], latitude=p[1], radius=50, unit="km", sort="ASC", count=1, withdist=True
    )
    if not f:
        return None
    d = f[0][1]
    return 0 if d <= 5 else 490 if d <= 20 else 990
