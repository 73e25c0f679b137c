# verdict: `TTL cart:customer:7` is -1
def take_over(r, visitor, customer):
    old, new = f"cart:visitor:{visitor}", f"cart:customer:{customer}"
    if r.exists(new):
        return False
    r.hset(new, mapping=r.hgetall(old))
    r.delete(old)
    return True
