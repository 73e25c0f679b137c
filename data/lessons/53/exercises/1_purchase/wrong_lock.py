# verdict: dies between two of your commands
def buy(r, product, customer, quantity, limit):
    with r.lock(f"lock:{product}", timeout=5, sleep=0.01):
        if int(r.get(f"stock:{product}") or 0) < quantity:
            return False
        if int(r.hget(f"bought:{product}", customer) or 0) + quantity > limit:
            return False
        r.decrby(f"stock:{product}", quantity)
        r.hincrby(f"bought:{product}", customer, quantity)
        return True
