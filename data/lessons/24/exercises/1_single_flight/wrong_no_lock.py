# verdict: there was no `lock:report`
import json


def get_or_compute(r, key, compute):
    while (held := r.get(key)) is None:
        r.set(key, json.dumps(compute()), ex=300)
    return json.loads(held)
