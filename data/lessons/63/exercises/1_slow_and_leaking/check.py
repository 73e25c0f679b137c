"""Find the slow command and the leaking client."""

import contextlib
import time

from helpers.exercises import asking, expect, step

OBJECTIVES = (2, 3)
SERVER = {"slowlog_max_len": 1000}
NEVER = 10**9  # µs
SHAPE = "What does the list contain: names as text, or bytes, and in which unit is the time?"
NAME = "Which part of an entry names the command, and in which ways can a client write it?"
UNIT = "In which unit is `duration`, and in which one does the function return it?"
ORDER = "Which command do you want to see first?"
MANY = "How many entries does `SLOWLOG GET` return if you don't say how many?"
SINCE = "Which entries have you seen already, and is the one with the ID `since` among them?"
BYTES = "Which bytes can a key or a value contain, and which part of the entry do you need as text?"
LIMIT = "How many more connections does it take to be a leak, and does your function use `more`?"
GROWTH = "What tells you about a leak: how many connections a service has, or how many more than before?"
PURPOSE = "What do the flags in `CLIENT LIST` say about a connection that waits on purpose?"
NAMELESS = "To which service does a connection without a name belong?"


@contextlib.contextmanager
def logged(ctx):
    """In this block, the slow log gets every command. Before it, it's emptied."""
    ctx.r.slowlog_reset()
    ctx.r.config_set("slowlog-log-slower-than", 0)
    try:
        yield
    finally:
        ctx.r.config_set("slowlog-log-slower-than", NEVER)


def totals(ctx, since):
    """Seconds by command, from what's in the log."""
    sums = {}
    for entry in ctx.r.slowlog_get(-1):
        name = entry["command"].split()[0].decode().upper()
        if entry["id"] > since:
            sums[name] = sums.get(name, 0) + entry["duration"] / 1e6
    return sums


def report(ctx, since):
    """What the function returns, once it has the right shape, as a dict."""
    returned = ctx.answer.slow_commands(since)
    shaped = isinstance(returned, list) and all(
        isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], str) for one in returned
    )
    shown = repr(returned)
    expect(
        shaped,
        f"it returned {shown[:100]}" + "…" * (len(shown) > 100),
        'a list of tuples such as ("SORT", 1.25)',
        SHAPE,
    )
    expect(
        len({name for name, _ in returned}) == len(returned),
        f"the list has the names {[name for name, _ in returned]}",
        "each command once",
        NAME,
    )
    return dict(returned)


def same(seconds, other):
    return abs(seconds - other) < 1e-6


def expect_totals(ctx, since, when, question):
    wanted, got = totals(ctx, since), report(ctx, since)
    expect(
        sorted(got) == sorted(wanted),
        f"{when}, the list has the commands {sorted(got)}",
        f"{sorted(wanted)}",
        question,
    )
    for name, seconds in wanted.items():
        expect(
            same(got[name], seconds),
            f"{when}, {name} has {got[name]:g}",
            f"{seconds:g}, the seconds of all its entries together",
            question,
        )


@step("it returns the seconds that each command took, the longest total first")
def seconds(ctx):
    ctx.r.rpush("prices", *range(3000, 0, -1))
    with logged(ctx):
        ctx.r.sort("prices", store="report")
        ctx.r.lrange("prices", 0, 500)
        ctx.r.get("price:24")
    wanted, got = totals(ctx, -1), report(ctx, -1)
    expect(
        set(got) == set(wanted),
        f"after SORT, LRANGE and GET, the list has the commands {sorted(got)}",
        f"{sorted(wanted)}",
        NAME,
    )
    units = {1e6: ", which is microseconds", 1e3: ", which is milliseconds"}
    unit = [text for factor, text in units.items() if same(got["SORT"] / factor, wanted["SORT"])]
    expect(
        same(got["SORT"], wanted["SORT"]),
        f"a SORT took {wanted['SORT'] * 1e6:.0f} µs, and the list has {got['SORT']:g}{''.join(unit)}",
        f"{wanted['SORT']:g}",
        UNIT,
    )
    in_order = list(got.values())
    expect(
        in_order == sorted(in_order, reverse=True),
        f"the list begins with {next(iter(got))}, which took {in_order[0]:g} s",
        "SORT, because it has the longest total",
        ORDER,
    )


@step("the log and all settings stay as they are")
def unchanged(ctx):
    ctx.r.config_set("slowlog-max-len", 1000)
    with logged(ctx):
        ctx.r.get("price:24")
    ids, settings = [entry["id"] for entry in ctx.r.slowlog_get(-1)], ctx.r.config_get("slowlog*")
    report(ctx, -1)
    left = [entry["id"] for entry in ctx.r.slowlog_get(-1)]
    expect(
        left == ids,
        f"the log had {len(ids)} entries, and then {len(left)}",
        "the same entries",
        "Which other programs read the slow log?",
    )
    expect(
        ctx.r.config_get("slowlog*") == settings,
        "after the call, a setting of the slow log has changed",
        "the same settings",
        "Which other programs rely on the settings of the slow log?",
    )


@step("the calls of a command are added up, whatever their arguments")
def added_up(ctx):
    ctx.r.rpush("prices", *range(1000))
    with logged(ctx):
        for number in range(3):
            ctx.r.sort("prices", num=5 + number, start=0)
            ctx.r.get(f"price:{number}")
    question = "What do three calls of the same command have in common, and which time do they take together?"
    expect_totals(ctx, -1, "after three calls of SORT and three of GET", question)


@step("a command has one name, however the client writes it")
def one_name(ctx):
    with logged(ctx):
        for name in ("GET", "get", "Get"):
            ctx.r.execute_command(name, "price:24")
        ctx.r.execute_command("mget", "a", "b")
    expect_totals(ctx, -1, "after GET, get, Get and mget", NAME)


@step("only entries that are newer than `since` count")
def newer(ctx):
    with logged(ctx):
        ctx.r.type("a")
        ctx.r.mget("a", "b")
        ctx.r.get("price:24")
        seen = ctx.r.slowlog_get(1)[0]["id"]
        ctx.r.lrange("prices", 0, 5)
    expect_totals(ctx, seen - 1, "with `since` one before the ID of a GET", SINCE)
    expect_totals(ctx, seen, "with `since` at the ID of a GET", SINCE)
    newest = ctx.r.slowlog_get(1)[0]["id"]
    got = report(ctx, newest)
    expect(got == {}, f"with `since` at the newest ID, the list has {len(got)} commands", "none", SINCE)


@step("all entries count, however many there are")
def all_of_them(ctx):
    ctx.r.config_set("slowlog-max-len", 5000)
    for many in (20, 300, 1500):
        with logged(ctx), ctx.r.pipeline(transaction=False) as pipe:
            pipe.lrange("prices", 0, 5)
            for number in range(many):
                pipe.get(f"price:{number}")
            pipe.execute()
        expect_totals(ctx, -1, f"after an LRANGE and {many} GETs", MANY)


@step("keys and values may contain any bytes")
def any_bytes(ctx):
    with logged(ctx):
        ctx.r.set(b"\xff\xfe key", b"\x80 a\nb")
        ctx.r.get("Größe")
    with asking(BYTES, "UnicodeDecodeError"):
        expect_totals(ctx, -1, "after a SET of bytes that aren't text", BYTES)


# --- the leaking client ---


class Services:
    """Connections to the scratch server by service, closed at the end of a `with` block."""

    def __init__(self, ctx):
        self.ctx, self.open = ctx, {}
        self._stack = contextlib.ExitStack()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._stack.close()

    def connect(self, name, count, *command):
        """Open connections, and send a command on each whose reply isn't awaited."""
        for _ in range(count):
            client = self.ctx.server.client(client_name=name, single_connection_client=True)
            self._stack.callback(client.close)
            client.ping()
            if command:
                client.connection.send_command(*command)
            self.open.setdefault(name, []).append(client)

    def subscribe(self, name, count):
        """Open connections that receive messages."""
        for _ in range(count):
            subscription = self.ctx.server.client(client_name=name).pubsub()
            self._stack.callback(subscription.close)
            subscription.subscribe("news")
            subscription.get_message(timeout=5)

    def close(self, name):
        """Close the connections of a service."""
        for client in self.open.pop(name):
            client.close()

    def list(self, settled=lambda clients: True):
        """Return `CLIENT LIST` once the server has noticed what was opened and closed."""
        until = time.monotonic() + 5
        while not settled(clients := self.ctx.r.client_list()) and time.monotonic() < until:
            time.sleep(0.005)
        return clients


def _count(name, number, flag=""):
    """Whether so many connections of a service are there, with this flag."""
    return lambda clients: sum(one["name"] == name and flag in one["flags"] for one in clients) == number


def expect_leaking(ctx, before, more, wanted, when, question):
    """Expect these names when `leaking` is called, and say what was there."""
    got = ctx.answer.leaking(before, more)
    shown = sorted(got) if isinstance(got, set) else got
    expect(
        isinstance(got, set) and got == wanted,
        f"{when}, `leaking(r, before, {more})` returned "
        + ("the set of " if got != shown else "")
        + f"{shown!r}",
        f"the set of {sorted(wanted)}",
        question if isinstance(got, set) else "Which type does the function return?",
    )


@step("a service that has `more` connections more than before leaks, and all of them stay open")
def grown(ctx):
    with Services(ctx) as services:
        services.connect("shop", 3)
        services.connect("reports", 2)
        before = services.list()
        services.connect("reports", 4)
        when = "with 4 more connections of reports, and still 3 of shop"
        expect_leaking(ctx, before, 3, {"reports"}, when, GROWTH)
        left = sum(one["name"] == "reports" for one in services.list())
        expect(
            left == 6,
            f"the leaking service had 6 connections, and after the call {left}",
            "6",
            "What happens to a request whose connection you close?",
        )


@step("`more` is the limit, and a service that wasn't there before had no connections")
def limit(ctx):
    with Services(ctx) as services:
        services.connect("shop", 3)
        services.connect("reports", 2)
        before = services.list()
        services.connect("reports", 4)
        services.connect("shop", 1)
        when = "with 4 more connections of reports, and 1 of shop"
        for more, names in ((4, {"reports"}), (5, set()), (1, {"reports", "shop"})):
            expect_leaking(ctx, before, more, names, when, LIMIT)
        services.connect("mail", 4)
        when = "with 4 more connections of reports, and 4 of mail, which had none"
        expect_leaking(
            ctx, before, 4, {"reports", "mail"}, when, "How many did a service have that isn't in `before`?"
        )
        expect_leaking(ctx, [], 4, {"reports", "mail", "shop"}, "with an empty `before`", GROWTH)


@step("a large pool doesn't leak, even if all of its connections are new ones")
def pool(ctx):
    with Services(ctx) as services:
        services.connect("shop", 12)
        services.connect("reports", 1)
        before = services.list()
        services.close("shop")
        services.connect("shop", 12)
        services.connect("reports", 3)
        services.list(_count("shop", 12))
        when = "after shop had closed 12 connections and opened 12, and with 3 more of reports"
        question = "After a restart, what's the same about a service: its connections, or how many it has?"
        expect_leaking(ctx, before, 3, {"reports"}, when, question)
        services.close("reports")
        services.list(_count("reports", 0))
        expect_leaking(ctx, before, 1, set(), "after reports had closed all of its connections", GROWTH)


@step("connections without a name belong to no service")
def nameless(ctx):
    with Services(ctx) as services:
        before = services.list()
        services.connect(None, 5)
        services.connect("reports", 3)
        expect_leaking(ctx, before, 3, {"reports"}, "with 5 more connections without a name", NAMELESS)


@step("subscribers and blocked clients don't count")
def on_purpose(ctx):
    with Services(ctx) as services:
        before = services.list()
        services.connect("worker", 5, "BLPOP", "jobs", 0)
        services.list(_count("worker", 5, "b"))
        services.subscribe("news", 5)
        services.connect("reports", 3)
        when = "with 5 workers in `BLPOP`, 5 subscribers of news, and 3 more connections of reports"
        expect_leaking(ctx, before, 3, {"reports"}, when, PURPOSE)
        services.connect("backup", 3, "SYNC")
        services.list(_count("backup", 3, "S"))
        services.connect("cart", 3, "MULTI")
        services.list(_count("cart", 3, "x"))
        when = "with 3 replicas called backup as well, and 3 connections of cart that are idle in a `MULTI`"
        expect_leaking(ctx, before, 3, {"reports", "cart"}, when, PURPOSE)


@step("a connection that waited on purpose before and is idle now counts")
def idle_now(ctx):
    with Services(ctx) as services:
        services.connect("worker", 4, "BLPOP", "jobs", 0)
        before = services.list(_count("worker", 4, "b"))
        ctx.r.rpush("jobs", *range(4))
        services.list(_count("worker", 4, "N"))
        when = "with 4 workers that were blocked before, and now aren't"
        expect_leaking(
            ctx, before, 4, {"worker"}, when, "By which rule do the connections in `before` count?"
        )
