# verdict: the server holds no key `tag:kitchen`
def tag_product(r, product, tags):
    r.sadd(f"product:{product}", *tags)


def find_products(r, tags, without=()):
    found = []
    for key in r.scan_iter("product:*"):
        own = r.smembers(key)
        if own.issuperset(tags) and own.isdisjoint(without):
            found.append(int(key.removeprefix("product:")))
    return sorted(found)
