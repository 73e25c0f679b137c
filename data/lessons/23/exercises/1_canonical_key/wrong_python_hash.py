# verdict: returns 64 hexadecimal digits
import json


def store_answer(r, kind, params, answer):
    key = f"shop:v1:{kind}:{hash(json.dumps(params, sort_keys=True))}"
    r.set(key, json.dumps(answer), ex=600)
    return key
