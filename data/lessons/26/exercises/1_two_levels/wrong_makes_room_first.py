# verdict: an entry to add
import json


def get_product(r, shop, memory, product_id):
    text = memory.get(product_id)
    if text is None:
        if len(memory) == 100:
            memory.popitem(last=False)
        text = r.get(f"product:{product_id}")
        if text is None:
            product = shop.product(product_id)
            if product is None:
                return None
            text = json.dumps(product)
            r.set(f"product:{product_id}", text, ex=300)
    memory[product_id] = text
    memory.move_to_end(product_id)
    return json.loads(text)
