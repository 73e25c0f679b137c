# verdict: between your read and your write
import json


def save(r, products):
    buckets = {}
    for product, values in products.items():
        buckets.setdefault(f"product:{product // 100}", {})[str(product % 100)] = values
    keys = list(buckets)
    held = r.mget(keys)
    for key, text in zip(keys, held, strict=True):
        buckets[key] = json.loads(text or "{}") | buckets[key]
    r.mset({key: json.dumps(values, separators=(",", ":")) for key, values in buckets.items()})


def load(r, product):
    values = json.loads(r.get(f"product:{product // 100}") or "{}").get(str(product % 100))
    return None if values is None else tuple(values)
