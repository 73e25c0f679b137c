# verdict: belongs to an earlier call
clients = []


def page_view(r, page):
    clients.append(r)
    return clients[0].incr(f"views:{page}")
