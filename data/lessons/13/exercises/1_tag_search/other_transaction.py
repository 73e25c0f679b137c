def tag_product(r, product, tags):
    with r.pipeline() as pipe:
        for tag in tags:
            pipe.sadd(f"tag:{tag}", product)
        pipe.execute()


def find_products(r, tags, without=()):
    with r.pipeline() as pipe:
        pipe.sinterstore("search", [f"tag:{tag}" for tag in tags])
        pipe.sdiff(["search", *(f"tag:{tag}" for tag in without)])
        pipe.delete("search")
        return sorted(map(int, pipe.execute()[1]))
