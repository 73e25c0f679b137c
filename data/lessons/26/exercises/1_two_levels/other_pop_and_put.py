import json


def get_product(r, shop, memory, product_id):
    text = memory.pop(product_id, None)
    if text is None:
        text = r.get(f"product:{product_id}")
    if text is None:
        row = shop.product(product_id)
        if row is None:
            return None
        text = json.dumps(row)
        r.set(f"product:{product_id}", text, ex=300)
    while len(memory) >= 100:
        del memory[next(iter(memory))]
    memory[product_id] = text
    return json.loads(text)
