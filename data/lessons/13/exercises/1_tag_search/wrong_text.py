# verdict: `find_products` returned ['1003'
def tag_product(r, product, tags):
    with r.pipeline() as pipe:
        for tag in tags:
            pipe.sadd(f"tag:{tag}", product)
        pipe.execute()


def find_products(r, tags, without=()):
    found = r.sinter([f"tag:{tag}" for tag in tags])
    if without:
        found -= r.sunion([f"tag:{tag}" for tag in without])
    return sorted(found)
