# verdict: between your check and your write
def buy(r, product, customer, quantity, limit):
    if int(r.hget(f"bought:{product}", customer) or 0) + quantity > limit:
        return False
    if not r.exists(f"stock:{product}"):
        return False
    if r.decrby(f"stock:{product}", quantity) < 0:
        r.incrby(f"stock:{product}", quantity)
        return False
    r.hincrby(f"bought:{product}", customer, quantity)
    return True
