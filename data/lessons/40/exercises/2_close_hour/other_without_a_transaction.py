def close_hour(r, hour):
    views, key = {}, f"views:hour:{hour}"
    reading = r.pipeline(transaction=False)
    for minute in range(hour * 60, (hour + 1) * 60):
        reading.hgetall(f"views:minute:{minute}")
    for pages in reading.execute():
        for page, number in pages.items():
            views[page] = views.get(page, 0) + int(number)
    if not views:
        return 0
    r.pipeline().hset(key, mapping=views).expire(key, 604_800).execute()
    return sum(views.values())
