# verdict: were blocked before
from collections import Counter


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
    then = Counter(each["name"] for each in before)
    now = Counter(each["name"] for each in r.client_list() if not set("bPS") & set(each["flags"]))
    return {name for name in now if name and now[name] - then[name] >= more}
