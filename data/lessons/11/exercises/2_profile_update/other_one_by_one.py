def update_profile(r, customer, changes):
    key = f"profile:{customer}"
    for field, value in changes.items():
        if value is None:
            r.hdel(key, field)
        else:
            r.hset(key, field, {True: 1, False: 0}[value] if field == "newsletter" else value)


def read_profile(r, customer):
    types = {"points": int, "newsletter": lambda text: bool(int(text))}
    texts = r.hgetall(f"profile:{customer}")
    return {field: types.get(field, str)(text) for field, text in texts.items()} or None
