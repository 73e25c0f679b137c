def page_view(r, page):
    return r.pipeline().incrby("views:" + page, 1).execute()[0]
