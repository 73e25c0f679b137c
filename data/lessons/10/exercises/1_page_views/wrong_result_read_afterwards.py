# verdict: or was it read later
def page_view(r, page):
    r.incr(f"views:{page}")
    return int(r.get(f"views:{page}"))
