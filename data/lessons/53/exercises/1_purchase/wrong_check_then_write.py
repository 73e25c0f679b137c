# verdict: between your check and your write
def buy(r, product, customer, quantity, limit):
    if int(r.get(f"stock:{product}") or 0) < quantity:
        return False
    if int(r.hget(f"bought:{product}", customer) or 0) + quantity > limit:
        return False
    pipe = r.pipeline()
    pipe.decrby(f"stock:{product}", quantity)
    pipe.hincrby(f"bought:{product}", customer, quantity)
    pipe.execute()
    return True
