"""What the steps of a check.py work with."""

import collections
import contextlib
import functools
import inspect
import threading
import types

from helpers import servers
from helpers.exercises._client import Record, recorded_client
from helpers.exercises._verdict import Wrong, expect

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


class Context:
    """One check at work.

    `answer.page_view("home")` calls the learner's function, giving it a client of its own in each thread;
    `r` is the checker's client (replies decoded), `server` the scratch server.
    """

    def __init__(self, server, functions, client_options):
        self.server, self.r = server, server.client(encoding_errors="backslashreplace")
        self.called = ""
        self.record = Record()
        self._trips_before = 0
        self._client_options = client_options
        self._clients = {}
        self._to_close = contextlib.ExitStack()
        calls = {name: functools.partial(self._call, name, function) for name, function in functions.items()}
        self.answer = types.SimpleNamespace(**calls)

    def begin(self, fresh):
        """Start a step: the answer's clients are new ones, and with `fresh` the server is empty."""
        self.called, self._clients, self._trips_before = "", {}, len(self.record.trips)
        if fresh:
            self.r.flushall()

    def asked(self):
        """The commands that the answer sent in this step."""
        return [command for trip in self.record.trips[self._trips_before :] for command in trip]

    def close(self):
        """Close what `start_server` gave the steps."""
        self._to_close.close()

    def client(self):
        """The answer's client in this thread, new for each step: what it does to it harms nobody else."""
        thread = threading.get_ident()
        if thread not in self._clients:
            self._clients[thread] = recorded_client(self.server, self.record, **self._client_options)
        return self._clients[thread]

    def _call(self, name, function, *args, **kwargs):
        given = ["r", *map(repr, args), *(f"{key}={value!r}" for key, value in kwargs.items())]
        self.called = f"{name}({', '.join(given)})"
        _expect_signature(name, function, self.called, args, kwargs)
        return function(self.client(), *args, **kwargs)

    def together(self, threads, task, latency=0.001):
        """Run `task(0)` to `task(threads - 1)` at the same moment, each in a thread; their results as a list.

        Each round trip of the answer takes `latency` seconds more, as over a network: a gap between a read
        and a write is then met in every run. The first exception is raised here.
        """
        start = threading.Barrier(threads)
        results, errors = [None] * threads, []

        def one(i):
            try:
                self.client()
                start.wait()
                results[i] = task(i)
            except BaseException as error:
                errors.append(error)
                start.abort()

        team = [threading.Thread(target=one, args=(i,)) for i in range(threads)]
        self.record.latency = latency
        for thread in team:
            thread.start()
        for thread in team:
            thread.join()
        self.record.latency = 0
        if errors:
            raise next(
                (one for one in errors if not isinstance(one, threading.BrokenBarrierError)), errors[0]
            )
        return results

    @contextlib.contextmanager
    def watch(self):
        """Note what the server is asked in this block (see `Asked`); only the answer may ask inside."""
        asked, before, trips = Asked(), self._commandstats(), len(self.record.trips)
        yield asked
        asked.trips = self.record.trips[trips:]
        asked.counts = self._commandstats() - before

    def _commandstats(self):
        stats = self.r.info("commandstats")
        calls = {name.removeprefix("cmdstat_"): one["calls"] for name, one in stats.items()}
        return collections.Counter({name: count for name, count in calls.items() if name not in NOT_ASKED})

    def counted(self, target):
        """A stand-in for a function or a database connection, and the list of the calls made to it.

        Give the answer the stand-in; each entry of the list is a call's name and arguments, as text.
        """
        calls = []
        return _StandIn(target, calls, getattr(target, "__name__", "call")), calls

    def expect_ttl(self, key, seconds, question, slack=2):
        """Expect that `key` expires `seconds` from now, give or take `slack`."""
        left = self.r.ttl(key)
        seen = {-2: f"the server holds no `{key}`", -1: f"`TTL {key}` is -1: the key never expires"}
        expect(
            seconds - slack <= left <= seconds,
            seen.get(left, f"`TTL {key}` is {left}: it expires in {left} s"),
            f"a `TTL` of {seconds} s",
            question,
        )

    def keys(self, pattern="*"):
        """The names of the keys on the scratch server, sorted."""
        return sorted(self.r.scan_iter(pattern, count=1000))

    def start_server(self, **config):
        """One more scratch server (see `helpers.servers.start_server`), closed with the check."""
        return self._to_close.enter_context(servers.start_server(**config))

    def holds(self):
        """What the server holds, a line for each key: name, type, value or size, time to live."""
        # a key may be evicted, or end, while others are looked at
        some = [key for key in sorted(self.r.scan(count=100)[1]) if self.r.exists(key)][:SHOWN_KEYS]
        more = self.r.dbsize() - len(some)
        return [self._line(key) for key in some] + ([f"and {more:,} more keys"] if more > 0 else [])

    def _line(self, key):
        kind = self.r.type(key)
        size = {"hash": "hlen", "list": "llen", "set": "scard", "zset": "zcard", "stream": "xlen"}.get(kind)
        value = f"of {getattr(self.r, size)(key)}" if size else self._text(key)
        ttl = self.r.ttl(key)
        return f"{key}  {kind} {value}  {'never expires' if ttl == -1 else f'expires in {ttl} s'}"

    def _text(self, key):
        """The beginning of a string; of one that is no text, such as a bitmap, its size."""
        start = self.r.getrange(key, 0, 60)
        whole = start[:-12] or start  # the cut may go through a character of up to four bytes
        if "\\x" in whole or not start.replace("\n", " ").isprintable():
            return f"of {self.r.strlen(key):,} bytes"
        return f'"{start}"'


class _StandIn:
    def __init__(self, target, calls, name):
        self._target, self._calls, self._name = target, calls, name

    def __call__(self, *args, **kwargs):
        given = [*map(str, args), *(f"{key}={value}" for key, value in kwargs.items())]
        self._calls.append(f"{self._name}({', '.join(given)})")
        return self._target(*args, **kwargs)

    def __getattr__(self, name):
        thing = getattr(self._target, name)
        return _StandIn(thing, self._calls, name) if callable(thing) else thing


def _expect_signature(name, function, called, args, kwargs):
    try:
        signature = inspect.signature(function)
        signature.bind(None, *args, **kwargs)
    except ValueError:
        return  # written in C: it will say so itself
    except TypeError:
        raise Wrong(
            f"the check calls `{called}`, but your function is `{name}{signature}`",
            "the client first, then the other arguments, as in the exercise",
            "Is the line with `def` still the one that the exercise began with?",
        ) from None
