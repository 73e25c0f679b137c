# verdict: the server holds no key `views:home`
def page_view(r, page):
    return r.incr("views")
