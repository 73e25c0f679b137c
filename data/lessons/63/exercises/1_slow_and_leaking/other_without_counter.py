def slow_commands(r, since):
    """Total seconds of each command in the slow log, newer than entry `since`."""
    sums = {}
    for entry in r.slowlog_get(r.slowlog_len()):
        if entry["id"] <= since:
            break  # the newest entry is the first
        name = str(entry["command"].partition(b" ")[0], "ascii").upper()
        sums[name] = sums.get(name, 0.0) + entry["duration"] / 1_000_000
    return sorted(sums.items(), key=lambda item: item[1], reverse=True)


def leaking(r, before, more):
    """The names of the services with at least `more` connections more than in `before`."""
    then, now = names(before), names(r.client_list())
    return {name for name in set(now) if name and now.count(name) - then.count(name) >= more}


def names(clients):
    return [each["name"] for each in clients if not set(each["flags"]) & {"b", "P", "S", "O"}]
