from collections import defaultdict


def slow_commands(r, since):
    """Total seconds of each command in the slow log, newer than entry `since`."""
    spent = defaultdict(int)
    for entry in r.slowlog_get(1_000_000):
        words = entry["command"].decode(errors="replace").split(" ")
        if since < entry["id"]:
            spent[words[0].upper()] += entry["duration"]
    ranked = sorted(spent, key=spent.get, reverse=True)
    return [(name, spent[name] / 1e6) for name in ranked]


def leaking(r, before, more):
    """The names of the services with at least `more` connections more than in `before`."""
    growth = {}
    for clients, step in ((r.client_list(_type="normal"), 1), (before, -1)):
        for client in clients:
            if not any(flag in client["flags"] for flag in "bPS"):
                growth[client["name"]] = growth.get(client["name"], 0) + step
    growth.pop("", None)
    return {name for name in growth if growth[name] >= more}
