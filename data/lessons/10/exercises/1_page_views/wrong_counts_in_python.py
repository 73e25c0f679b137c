# verdict: the server holds no keys
VIEWS = {}


def page_view(r, page):
    VIEWS[page] = VIEWS.get(page, 0) + 1
    return VIEWS[page]
