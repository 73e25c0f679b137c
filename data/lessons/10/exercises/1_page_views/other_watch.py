def page_view(r, page):
    def add_one(pipe):
        views = int(pipe.get(key) or 0) + 1
        pipe.multi()
        pipe.set(key, views)
        return views

    key = f"views:{page}"
    return r.transaction(add_one, key, value_from_callable=True)
