# verdict: leaves the key `found` behind
def tag_product(r, product, tags):
    with r.pipeline() as pipe:
        for tag in tags:
            pipe.sadd(f"tag:{tag}", product)
        pipe.execute()


def find_products(r, tags, without=()):
    r.sinterstore("found", [f"tag:{tag}" for tag in tags])
    return sorted(map(int, r.sdiff(["found", *(f"tag:{tag}" for tag in without)])))
