# verdict: the server holds no `product:24`
import json


def get_product(r, shop, memory, product_id):
    if product_id not in memory:
        product = shop.product(product_id)
        if product is None:
            return None
        memory[product_id] = json.dumps(product)
    memory.move_to_end(product_id)
    if len(memory) > 100:
        memory.popitem(last=False)
    return json.loads(memory[product_id])
