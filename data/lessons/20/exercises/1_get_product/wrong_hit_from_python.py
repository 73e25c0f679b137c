# verdict: What does your function keep in Python, and how does it learn of a new entry?
import json

mem = {}


def get_product(r, shop, product_id):
    k = f"product:{product_id}"
    if product_id in mem and r.exists(k):
        return mem[product_id]
    c = r.get(k)
    if c:
        mem[product_id] = json.loads(c)
        return mem[product_id]
    p = shop.product(product_id)
    r.set(k, json.dumps(p), ex=300)
    mem[product_id] = p
    return p
