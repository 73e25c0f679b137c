# verdict: returned the set of ['backup', 'cart', 'reports']
from collections import Counter

ON_PURPOSE = set("bP")  # blocked, subscriber


def slow_commands(r, since):
    """Total seconds of each command in the slow log, newer than entry `since`."""
    totals = Counter()
    for entry in r.slowlog_get(-1):  # without a number, only 10 entries
        if entry["id"] > since:
            name = entry["command"].split()[0].decode().upper()
            totals[name] += entry["duration"]
    return [(name, microseconds / 1e6) for name, microseconds in totals.most_common()]


def leaking(r, before, more):
    """The names of the services with at least `more` connections more than in `before`."""
    grown = connections(r.client_list())
    grown.subtract(connections(before))
    return {name for name, count in grown.items() if name and count >= more}


def connections(clients):
    return Counter(each["name"] for each in clients if not ON_PURPOSE & set(each["flags"]))
