# verdict: Which key do two searches at the same moment share
def tag_product(r, product, tags):
    with r.pipeline() as pipe:
        for tag in tags:
            pipe.sadd(f"tag:{tag}", product)
        pipe.execute()


def find_products(r, tags, without=()):
    r.sinterstore("search", [f"tag:{tag}" for tag in tags])
    found = r.sdiff(["search", *(f"tag:{tag}" for tag in without)])
    r.delete("search")
    return sorted(map(int, found))
