# verdict: a new process asked for 150 products
import json


def get_product(r, shop, memory, product_id):
    key = f"product:{product_id}"
    if product_id in memory:
        memory.move_to_end(product_id)
        return json.loads(memory[product_id])
    text = r.get(key)
    if text is None:
        product = shop.product(product_id)
        if product is None:
            return None
        text = json.dumps(product)
        r.set(key, text, ex=300)
        if len(memory) == 100:
            memory.popitem(last=False)
    memory[product_id] = text
    return json.loads(text)
