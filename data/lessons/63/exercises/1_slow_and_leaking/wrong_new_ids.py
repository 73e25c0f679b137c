# verdict: opened 12
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
    seen = {each["id"] for each in before}
    new = [each for each in r.client_list() if each["id"] not in seen and not set("bPS") & set(each["flags"])]
    counts = Counter(each["name"] for each in new if each["name"])
    return {name for name, count in counts.items() if count >= more}
