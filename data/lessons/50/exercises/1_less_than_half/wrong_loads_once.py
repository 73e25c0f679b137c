# verdict: and what does it know of other processes
import functools


def save(r, products):
    buckets = {}
    for product, (cents, stock) in products.items():
        buckets.setdefault(f"product:{product // 100}", {})[product % 100] = f"{cents},{stock}"
    with r.pipeline(transaction=False) as pipe:
        for key, fields in buckets.items():
            pipe.hset(key, mapping=fields)
        pipe.execute()


@functools.cache
def text_of(r, product):
    return r.hget(f"product:{product // 100}", product % 100)


def load(r, product):
    text = text_of(r, product)
    return tuple(map(int, text.split(","))) if text else None
