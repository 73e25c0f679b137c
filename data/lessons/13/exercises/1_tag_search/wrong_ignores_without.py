# verdict: one of the tags in `without`
def tag_product(r, product, tags):
    with r.pipeline() as pipe:
        for tag in tags:
            pipe.sadd(f"tag:{tag}", product)
        pipe.execute()


def find_products(r, tags, without=()):
    return sorted(map(int, r.sinter([f"tag:{tag}" for tag in tags])))
