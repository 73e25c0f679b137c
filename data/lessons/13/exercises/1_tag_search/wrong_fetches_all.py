# verdict: to find 3 products
def tag_product(r, product, tags):
    with r.pipeline() as pipe:
        for tag in tags:
            pipe.sadd(f"tag:{tag}", product)
        pipe.execute()


def find_products(r, tags, without=()):
    found = set.intersection(*(r.smembers(f"tag:{tag}") for tag in tags))
    for tag in without:
        found -= r.smembers(f"tag:{tag}")
    return sorted(map(int, found))
