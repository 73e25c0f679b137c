# verdict: know about a hit in memory
import json

hits = {"number": 0}


def get_product(r, shop, memory, product_id):
    text = memory.get(product_id)
    if text is not None:
        hits["number"] += 1
        if hits["number"] % 50 == 0:
            r.expire(f"product:{product_id}", 300)
    text = text or r.get(f"product:{product_id}")
    if text is None:
        product = shop.product(product_id)
        if product is None:
            return None
        text = json.dumps(product)
        r.set(f"product:{product_id}", text, ex=300)
    memory[product_id] = text
    memory.move_to_end(product_id)
    if len(memory) > 100:
        memory.popitem(last=False)
    return json.loads(text)
