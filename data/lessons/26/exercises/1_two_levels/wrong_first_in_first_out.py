# verdict: and how do you know that
import json


def get_product(r, shop, memory, product_id):
    if product_id in memory:
        return json.loads(memory[product_id])
    text = r.get(f"product:{product_id}")
    if text is None:
        product = shop.product(product_id)
        if product is None:
            return None
        text = json.dumps(product)
        r.set(f"product:{product_id}", text, ex=300)
    memory[product_id] = text
    if len(memory) > 100:
        memory.popitem(last=False)
    return json.loads(text)
