import copy
import json


def from_redis(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    if product is not None:
        r.set(key, json.dumps(product), ex=300)
    return product


def get_product(r, shop, memory, product_id):
    key = f"product:{product_id}"
    if key not in memory:
        product = from_redis(r, shop, product_id)
        if product is None:
            return None
        memory[key] = product
    memory.move_to_end(key)
    while len(memory) > 100:
        memory.popitem(last=False)
    return copy.deepcopy(memory[key])
