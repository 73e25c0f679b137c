# verdict: every view so far
import json


def page_view(r, page):
    views = json.loads(r.get(f"views:{page}") or '{"count": 0}')["count"] + 1
    r.set(f"views:{page}", json.dumps({"count": views}))
    return views
