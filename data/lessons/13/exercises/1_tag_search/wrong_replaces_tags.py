# verdict: other tags are gone
def tag_product(r, product, tags):
    for key in r.scan_iter("tag:*"):
        r.srem(key, product)
    for tag in tags:
        r.sadd(f"tag:{tag}", product)


def find_products(r, tags, without=()):
    found = r.sinter([f"tag:{tag}" for tag in tags])
    if without:
        found -= r.sunion([f"tag:{tag}" for tag in without])
    return sorted(int(product) for product in found)
