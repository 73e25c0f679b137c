# verdict: after one product, `memory` holds 0 entries
import json

OWN = {}


def get_product(r, shop, memory, product_id):
    memory = OWN
    """Return the product as a dict, or None: from memory, Redis, or the database."""
    text = memory.get(product_id) or r.get(f"product:{product_id}")
    if text is None:
        product = shop.product(product_id)
        if product is None:
            return None
        text = json.dumps(product)
        r.set(f"product:{product_id}", text, ex=300)
    memory[product_id] = text
    memory[product_id] = memory.pop(product_id)
    if len(memory) > 100:
        memory.pop(next(iter(memory)))
    return json.loads(text)
