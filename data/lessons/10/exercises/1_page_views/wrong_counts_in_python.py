# verdict: the server holds no key `views:home`
VIEWS = {}


def page_view(r, page):
    VIEWS[page] = VIEWS.get(page, 0) + 1
    return VIEWS[page]
