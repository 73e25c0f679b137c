import hashlib
from json import JSONEncoder, dumps

CANONICAL = JSONEncoder(sort_keys=True, separators=(",", ":"))


def store_answer(r, kind, params, answer):
    digest = hashlib.new("sha256", CANONICAL.encode(params).encode("ascii")).hexdigest()
    key = ":".join(["shop", "v1", kind, digest])
    r.pipeline().set(key, dumps(answer)).expire(key, 600).execute()
    return key
