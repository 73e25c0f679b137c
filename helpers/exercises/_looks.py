"""What a check looks at: what the server was asked, what it holds, and calls of what it gave the answer."""

import collections

from helpers.judge.wording import escaped, in_quotes

# What redis-py says of itself when it connects, and what counting costs
NOT_ASKED = {"hello", "auth", "select", "client|setinfo", "client|setname", "info"}
SHOWN_KEYS = 6


class Asked:
    """What the answer asked the server inside `with ctx.watch() as asked:`, complete when that ends.

    `trips` has one list of commands, as text, for each round trip; `commands` all of them in one list;
    `counts["get"]` is how often the server ran a command (its own `commandstats`: also what a Lua script
    called, and what came over connections that the answer opened by itself).
    """

    def __init__(self):
        self.trips, self.counts = [], collections.Counter()

    @property
    def round_trips(self):
        return len(self.trips)

    @property
    def commands(self):
        return [command for trip in self.trips for command in trip]


def commandstats(r):
    """How often the server has run each command, a Counter."""
    stats = r.info("commandstats")
    calls = {name.removeprefix("cmdstat_"): one["calls"] for name, one in stats.items()}
    return collections.Counter({name: count for name, count in calls.items() if name not in NOT_ASKED})


class StandIn:
    def __init__(self, target, calls, name):
        self._target, self._calls, self._name = target, calls, name

    def __call__(self, *args, **kwargs):
        given = [*map(str, args), *(f"{key}={value}" for key, value in kwargs.items())]
        self._calls.append(f"{self._name}({', '.join(given)})")
        return self._target(*args, **kwargs)

    def __getattr__(self, name):
        thing = getattr(self._target, name)
        return StandIn(thing, self._calls, name) if callable(thing) else thing


def held(r):
    """What the server holds, a line for each key: name, type, value or size, time to live."""
    # a key may be evicted, or expire, while others are looked at
    some = [key for key in sorted(r.scan(count=100)[1]) if r.exists(key)][:SHOWN_KEYS]
    more = r.dbsize() - len(some)
    return [_line(r, key) for key in some] + ([f"and {more:,} more keys"] if more > 0 else [])


def _line(r, key):
    kind = r.type(key)
    size = {"hash": "hlen", "list": "llen", "set": "scard", "zset": "zcard", "stream": "xlen"}.get(kind)
    value = f"of {getattr(r, size)(key)}" if size else _text(r, key)
    ttl = r.ttl(key)
    return f"{escaped(key)}  {kind} {value}  {'never expires' if ttl == -1 else f'expires in {ttl} s'}"


def _text(r, key):
    """Return the beginning of a string, or its size if it isn't text, such as a bitmap."""
    start = r.getrange(key, 0, 60)
    whole = start[:-12] or start  # the cut may go through a character of up to four bytes
    if "\\x" in whole or not start.replace("\n", " ").isprintable():
        return f"of {r.strlen(key):,} bytes"
    return in_quotes(escaped(start))
