# verdict: the next call sent GET product:24
import json


def get_product(r, shop, memory, product_id):
    if product_id in memory:
        memory.move_to_end(product_id)
        return json.loads(memory[product_id])
    text = r.get(f"product:{product_id}")
    if text is not None:
        return json.loads(text)
    product = shop.product(product_id)
    if product is None:
        return None
    r.set(f"product:{product_id}", json.dumps(product), ex=300)
    memory[product_id] = json.dumps(product)
    if len(memory) > 100:
        memory.popitem(last=False)
    return product
