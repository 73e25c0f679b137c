# verdict: between your `LREM` and your `LPUSH`
def see(r, customer, product):
    key = f"recent:{customer}"
    r.lrem(key, 0, product)
    r.lpush(key, product)
    r.ltrim(key, 0, 9)
    r.expire(key, 2_592_000)
