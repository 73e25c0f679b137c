# verdict: the search left the key `tag:found`
def tag_product(r, product, tags):
    with r.pipeline() as pipe:
        for tag in tags:
            pipe.sadd(f"tag:{tag}", product)
        pipe.execute()


def find_products(r, tags, without=()):
    r.sinterstore("tag:found", [f"tag:{tag}" for tag in tags])
    return sorted(map(int, r.sdiff(["tag:found", *(f"tag:{tag}" for tag in without)])))
