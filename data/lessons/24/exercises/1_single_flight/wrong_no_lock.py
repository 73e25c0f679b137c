# verdict: there was no `lock:report`
import json


def get_alone(r, key, make):
    while (held := r.get(key)) is None:
        r.set(key, json.dumps(make()), ex=300)
    return json.loads(held)
