def tag_product(r, product, tags):
    """Add tags to a product. Each tag is a set `tag:<tag>` of product numbers."""
    with r.pipeline() as pipe:
        for tag in tags:
            pipe.sadd(f"tag:{tag}", product)
        pipe.execute()


def find_products(r, tags, without=()):
    """Return a sorted list of the products with all of `tags`, none of `without`."""
    found = r.sinter([f"tag:{tag}" for tag in tags])
    if without:
        found -= r.sunion([f"tag:{tag}" for tag in without])
    return sorted(int(product) for product in found)
