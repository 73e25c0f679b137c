"""Async fan-out with a bound."""

from hashlib import sha256

import redis

from helpers.exercises import asking, expect, raises, step

OBJECTIVES = (4,)
CLIENT = {"asyncio": True, "decode_responses": False}
KEYS = {"page:*": None}
PAGES = {f"page:{number}": bytes([0xFF, 0, number]) * (1 + number % 7) for number in range(60)}
LARGE = 32 << 20  # bytes
SUMS = {key: sha256(page).hexdigest() for key, page in PAGES.items()}


def opened(ctx):
    """How many connections the server has accepted so far."""
    return ctx.r.info("stats")["total_connections_received"]


def some(number):
    return list(PAGES)[:number]


@step("it returns the checksum of each value, and `None` for a key that doesn't exist")
def values(ctx):
    ctx.r.mset(PAGES | {"page:empty": b""})
    for keys in (some(1), some(9), some(60)[::-1]):
        found = ctx.answer.checksums(keys, 4)
        wanted = {key: SUMS[key] for key in keys}
        expect(
            isinstance(found, dict) and all(isinstance(one, str) for one in found.values()),
            f"for {len(keys)} keys it returned {_short(found)}",
            "a dict of hexadecimal strings",
            "Which method of the hash returns it in hexadecimal, as a `str`?",
        )
        expect(
            found == wanted,
            f"for {len(keys)} keys, {_differing(found, wanted)}",
            "the SHA-256 of each key's own value",
            "Which result belongs to which key?",
        )
    missing = ctx.answer.checksums(["page:1", "page:none"], 2)
    expect(
        missing == {"page:1": SUMS["page:1"], "page:none": None},
        f"`page:none` doesn't exist; it returned {_short(missing)}",
        "`None` for that key",
        "What does `GET` reply for a key that doesn't exist?",
    )
    empty = ctx.answer.checksums(["page:empty"], 2)
    expect(
        empty == {"page:empty": sha256(b"").hexdigest()},
        f"`page:empty` holds an empty value; it returned {_short(empty)}",
        "the checksum of an empty value",
        "Is an empty page the same as a missing one?",
    )
    nothing = ctx.answer.checksums([], 2)
    expect(
        nothing == {}, f"for no keys it returned {nothing!r}", "{}", "What's left if there's nothing to read?"
    )


def _short(found):
    text = repr(found)
    return text if len(text) < 160 else text[:160] + "…"


def _differing(found, wanted):
    wrong = [key for key in wanted if found.get(key) != wanted[key]]
    return (
        f"{len(wrong)} checksums are wrong or missing, such as that of `{wrong[0]}`"
        if wrong
        else "it returned more keys"
    )


@step("it sends one `GET` for each key")
def one_get_each(ctx):
    with ctx.watch() as asked:
        ctx.answer.checksums(some(30), 5)
    many = [trip for trip in asked.trips if len(trip) > 1]
    expect(
        asked.counts["get"] == 30 and not many,
        f"for 30 keys the server ran {asked.counts['get']} `GET`s in {len(asked.trips)} round trips",
        "30, each in a round trip of its own",
        "The pages are large: do all replies of one command or one pipeline fit in memory?",
    )


@step("at most `limit` reads are in progress at the same moment, and no fewer")
def bound(ctx):
    for limit in (5, 2, 12):
        before = opened(ctx)
        ctx.answer.checksums(some(60), limit)
        used = opened(ctx) - before
        told = f"for 60 keys and a limit of {limit}, the reads used {used} connections at the same moment"
        expect(
            used <= limit,
            told,
            f"{limit}",
            "Before the first reply arrives, how many reads does `gather` start, and what do they wait for?",
        )
        expect(
            used != 1,
            told,
            f"{limit}",
            "With one read at a time, how long do 60 pages take over a slow network?",
        )
        expect(used == limit, told, f"{limit}", "Where does your bound come from?")
    before = opened(ctx)
    ctx.answer.checksums(some(10), 1)
    expect(
        opened(ctx) - before == 1,
        f"with a limit of 1, it used {opened(ctx) - before} connections",
        "1",
        "Before the first reply arrives, how many reads does `gather` start?",
    )


@step("one slow read doesn't keep the others waiting", fresh=True)
def slow_one(ctx):
    ctx.r.mset(PAGES)
    ctx.r.setrange("page:large", LARGE - 1, "x")  # its reply arrives in hundreds of parts
    keys, limit, meanwhile = [*some(10), "page:large", *some(30)[10:]], 4, []
    before, me = set(), ctx.r.client_id()

    def look(commands):
        clients = [one for one in ctx.r.client_list() if int(one["id"]) != me]
        waiting = {one["id"] for one in clients if int(one["obl"]) or int(one["omem"])}
        if meanwhile and waiting & before:  # its reply is longer than the time between two commands
            meanwhile.append(commands)
        if not meanwhile and "page:large" in commands[0]:
            meanwhile.append(commands)
        before.clear()
        before.update(waiting)

    with ctx.before_each_trip(look):
        found = ctx.answer.checksums(keys, limit)
    large = sha256(bytes(LARGE - 1) + b"x").hexdigest()
    wanted = {key: SUMS.get(key, large) for key in keys}
    expect(found == wanted, _differing(found, wanted), "a checksum for each key", "Which pages are missing?")
    expect(
        len(meanwhile) > limit,
        f"with a limit of {limit}, {len(meanwhile) - 1} other reads began while a large page was arriving",
        "one after the other in the three free places",
        "If you read the keys in groups, who has to wait for the slowest one of them?",
    )


@step("a key that isn't a string raises `ResponseError`")
def fails(ctx):
    ctx.r.lpush("page:list", "not a string")
    with (
        asking("Which exception does a `TaskGroup` raise, and which does the caller expect?", "TaskGroup"),
        raises(
            redis.ResponseError,
            "`page:list` is a list",
            "How does the caller learn that a read failed?",
        ),
    ):
        ctx.answer.checksums([*some(5), "page:list", *some(20)[5:]], 3)
