"""Counters of failed logins, four bits each."""

from helpers.exercises import expect, step

OBJECTIVES = (4,)
THREADS, TIMES, MANY = 7, 2, 100
KEY = "logins:failed"


def _counters(ctx, size=10):
    counters = ctx.r.bitfield(KEY)
    for customer in range(size):
        counters.get("u4", f"#{customer}")
    return dict(enumerate(counters.execute()))


@step("the first failure of a customer is 1, in the customer's four bits of `logins:failed`")
def first(ctx):
    count = ctx.answer.failed_login(3)
    keys = ctx.keys()
    expect(
        keys == [KEY],
        f"the server holds the keys {keys}" if keys else "the server holds no keys",
        f"one key, `{KEY}`",
        "How many bytes does a key cost beside its counter?",
    )
    kind = ctx.r.type(KEY)
    expect(kind == "string", f"`{KEY}` is a {kind}", "a string", "Which command counts within a string?")
    stored = {customer: one for customer, one in _counters(ctx).items() if one}
    expect(
        stored == {3: 1},
        f"read as numbers of 4 bits, `{KEY}` has {stored or 'no failure'} (customer: failures)",
        "{3: 1}",
        "Of how many bits is each counter, and does your offset count bits or counters?",
    )
    expect(count == 1, f"`failed_login` returned {count!r}", "the number 1", "What does the server reply?")


@step("a counter stays at 15, and its neighbours stay as they are")
def saturates(ctx):
    ctx.r.bitfield(KEY).set("u4", "#2", 6).set("u4", "#4", 9).execute()
    counts = [ctx.answer.failed_login(3) for _ in range(17)]
    right = [min(count, 15) for count in range(2, 19)]
    expect(
        counts == right,
        f"failures 2 to 18 of a customer returned {counts}",
        f"{right}",
        "What happens at the limit unless you say something else, and what is the largest number here?",
    )
    stored = _counters(ctx)
    expect(
        (stored[2], stored[3], stored[4]) == (6, 15, 9),
        f"customers 2, 3 and 4 had 6, 18 and 9 failures; stored are {stored[2]}, {stored[3]} and {stored[4]}",
        "6, 15 and 9",
        "Which bits does your function write?",
    )


@step("`failures` returns the counters in the order asked for, 0 for who has none")
def reads(ctx):
    for customers, right in [([4, 500, 2, 3], [9, 0, 6, 15]), ([], [])]:
        counts = ctx.answer.failures(customers)
        expect(
            counts == right,
            f"`failures` of {customers} returned {counts!r}",
            f"{right}",
            "What is read for each customer, and what is there where nobody has counted?",
        )


@step(f"the counters of {MANY} customers cost one round trip")
def one_round_trip(ctx):
    with ctx.watch() as asked:
        ctx.answer.failures(list(range(MANY)))
    expect(
        asked.round_trips == 1,
        f"{MANY} customers took {asked.round_trips} round trips",
        "1 round trip",
        "How many operations does one `BITFIELD` take?",
    )


@step(f"no failure is lost while {THREADS} threads count at once", fresh=True)
def threads(ctx):
    counts = ctx.together(THREADS, lambda _: [ctx.answer.failed_login(5) for _ in range(TIMES)])
    numbers = sorted(number for one in counts for number in one)
    failed = THREADS * TIMES
    stored = _counters(ctx)[5]
    expect(
        stored == failed,
        f"of {failed} failures of customer 5, {stored} are stored",
        f"all {failed}",
        "What can another thread do between your read and your write?",
    )
    expect(
        numbers == list(range(1, failed + 1)),
        f"the {failed} failures are stored, but the numbers returned were {numbers}",
        f"each from 1 to {failed} once",
        "Is the number you return the one that your own command made?",
    )
