# verdict: every view so far
waiting = {}


def page_view(r, page):
    waiting[page] = waiting.get(page, 0) + 1
    if waiting[page] % 10 == 1:
        return r.incrby(f"views:{page}", 1 if waiting[page] == 1 else 10)
    return int(r.get(f"views:{page}")) + waiting[page] % 10 - 1
