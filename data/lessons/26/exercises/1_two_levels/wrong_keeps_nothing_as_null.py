# verdict: your function stored
import json


def get_product(r, shop, memory, product_id):
    text = memory.get(product_id) or r.get(f"product:{product_id}")
    if text is None:
        text = json.dumps(shop.product(product_id))
        r.set(f"product:{product_id}", text, ex=300)
    memory[product_id] = text
    memory.move_to_end(product_id)
    if len(memory) > 100:
        memory.popitem(last=False)
    return json.loads(text)
