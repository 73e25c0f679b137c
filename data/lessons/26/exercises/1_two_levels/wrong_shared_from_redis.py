# verdict: a product came from Redis
import json


def get_product(r, shop, memory, product_id):
    key = f"product:{product_id}"
    if product_id in memory:
        memory.move_to_end(product_id)
        return dict(memory[product_id])
    text = r.get(key)
    if text is not None:
        product = json.loads(text)
        memory[product_id] = product
        if len(memory) > 100:
            memory.popitem(last=False)
        return product
    product = shop.product(product_id)
    if product is None:
        return None
    r.set(key, json.dumps(product), ex=300)
    memory[product_id] = dict(product)
    if len(memory) > 100:
        memory.popitem(last=False)
    return product
