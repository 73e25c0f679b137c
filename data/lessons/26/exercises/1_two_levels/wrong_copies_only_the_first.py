# verdict: a product came from the database
import json


def get_product(r, shop, memory, product_id):
    if product_id in memory:
        memory.move_to_end(product_id)
        return memory[product_id]
    text = r.get(f"product:{product_id}")
    product = json.loads(text) if text else shop.product(product_id)
    if product is None:
        return None
    if not text:
        r.set(f"product:{product_id}", json.dumps(product), ex=300)
    memory[product_id] = product
    if len(memory) > 100:
        memory.popitem(last=False)
    return dict(product)
