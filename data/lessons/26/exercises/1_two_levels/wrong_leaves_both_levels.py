# verdict: no longer in Redis
import json


def get_product(r, shop, memory, product_id):
    """Return the product as a dict, or None: from memory, Redis, or the database."""
    text = memory.get(product_id) or r.get(f"product:{product_id}")
    if text is None:
        product = shop.product(product_id)
        if product is None:
            return None
        text = json.dumps(product)
        r.set(f"product:{product_id}", text, ex=300)
    memory[product_id] = text
    memory.move_to_end(product_id)
    if len(memory) > 100:
        oldest, _ = memory.popitem(last=False)
        r.delete(f"product:{oldest}")
    return json.loads(text)
