# verdict: ' lamp')`
def see(r, customer, product):
    k = f"recent:{customer}"
    with r.pipeline() as p:
        p.lrem(k, 0, product.strip())
        p.lpush(k, product.strip())
        p.ltrim(k, 0, 9)
        p.expire(k, 2592000)
        p.execute()
