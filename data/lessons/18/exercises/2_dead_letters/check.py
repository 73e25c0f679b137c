"""Dead letters after three deliveries."""

from helpers.exercises import call, every_crash, every_order, expect, step

OBJECTIVES = (3, 5)
KEYS = {"orders": None, "orders:dead": None}
SECONDS = 20  # thousands of entries on a busy machine
OLD, YOUNG = 61_000, 30_000  # milliseconds
MANY = 1100
AGED = "Which commands find entries that have been pending for a minute, and which one returns their fields?"
COUNTS = "What does `sweep` count?"
ACKNOWLEDGE = "What tells the server that the work is done?"
ORDER = "In which order do the two commands run, or how do you run both atomically?"
TRIES = "Who counts the deliveries, and what is left of your count in another process?"
CLAIM = "Which command lets only one of two sweepers have an entry, and which time do you pass to it?"
TRIMMED = "Which fields does a pending entry have after it was trimmed, and who acknowledges it?"
STAYS = "Do other groups still need an entry that your group has finished with?"


class Sender:
    """What the answer calls to send; fails for the products in `fails`, and records what it was given."""

    def __init__(self, *fails):
        self.fails, self.calls = fails, []

    def __call__(self, fields):
        self.calls.append(fields)
        if fields["product"] in self.fails:
            raise ValueError(f"no mail for {fields['product']}")

    def __repr__(self):
        return "send"


def _group(ctx):
    ctx.r.flushall()
    ctx.r.xgroup_create("orders", "mail", id="0", mkstream=True)


def _pending_entry(ctx, product, idle, deliveries):
    """An order that `gone` was given, so many times, the last time `idle` milliseconds ago; its ID."""
    entry = ctx.r.xadd("orders", {"product": product, "cents": 2990})
    ctx.r.xreadgroup("mail", "gone", {"orders": ">"})
    _wait(ctx, entry, "gone", idle, deliveries)
    return entry


def _wait(ctx, entry, consumer, idle, deliveries):
    ctx.r.xclaim("orders", "mail", consumer, 0, [entry], idle=idle, retrycount=deliveries, justid=True)


def _pending(ctx):
    found = ctx.r.xpending_range("orders", "mail", "-", "+", 10_000)
    return {one["message_id"]: (one["consumer"], one["times_delivered"]) for one in found}


def _letters(ctx):
    return [fields for _, fields in ctx.r.xrange("orders:dead")]


@step("an entry that has been pending for a minute is tried again and acknowledged")
def again(ctx):
    _group(ctx)
    _pending_entry(ctx, "kettle", OLD, 1)
    send = Sender()
    number = ctx.answer.sweep("dora", send)
    expect(
        send.calls == [{"product": "kettle", "cents": "2990"}],
        f"with one old entry, `send` was called with {send.calls}",
        "one call with the entry's fields, a dict",
        AGED,
    )
    expect(
        _pending(ctx) == {},
        "`send` returned, and the entry is still pending",
        "no entry pending",
        ACKNOWLEDGE,
    )
    expect(number == 0, f"no entry was given up, and `sweep` returned {number!r}", "the number 0", COUNTS)
    expect(
        ctx.r.xlen("orders") == 1,
        "`send` returned, and the entry is no longer in the stream `orders`",
        "a stream that still has every entry",
        STAYS,
    )


@step("an entry that hasn't been pending for a minute is left alone", fresh=True)
def young(ctx):
    _group(ctx)
    entry = _pending_entry(ctx, "lamp", YOUNG, 3)
    send = Sender()
    ctx.answer.sweep("dora", send)
    expect(
        _pending(ctx) == {entry: ("gone", 3)} and not send.calls,
        f"an entry had been pending for {YOUNG // 1000} s; then `send` was called {len(send.calls)} times,"
        f" and pending was {_pending(ctx)}",
        "the entry untouched, with its consumer `gone`",
        "A consumer may still be working on it: how long must it have been pending before you claim it?",
    )


@step("an entry that fails stays pending, and the next one is tried", fresh=True)
def failing(ctx):
    _group(ctx)
    bad = _pending_entry(ctx, "lamp", OLD, 1)
    _pending_entry(ctx, "kettle", OLD, 1)
    send = Sender("lamp")
    ctx.answer.sweep("dora", send)
    expect(
        len(send.calls) == 2,
        f"of two old entries the first one failed, and `send` was called {len(send.calls)} times",
        "2 calls",
        "Where in your loop do you catch the error, and does the loop go on?",
    )
    expect(
        _pending(ctx) == {bad: ("dora", 2)},
        f"after one entry that failed and one that didn't, pending is {_pending(ctx)}",
        "the one that failed, now with `dora` and delivered twice",
        "What do you acknowledge, and what claims an entry so that the server counts a delivery?",
    )


@step("after three deliveries, an entry moves to `orders:dead`", fresh=True)
def dead(ctx):
    _group(ctx)
    entry = _pending_entry(ctx, "lamp", OLD, 1)
    send = Sender("lamp")
    returned = []
    for deliveries in (2, 3, 4):
        returned.append(ctx.answer.sweep("dora", send))
        if entry in _pending(ctx):
            _wait(ctx, entry, "dora", OLD, deliveries)
    expect(
        returned == [0, 0, 1],
        f"an entry was delivered once and always fails: three sweeps, a minute apart, returned {returned}",
        "[0, 0, 1]",
        "How many deliveries does the server count before each sweep, and which number is the limit?",
    )
    expect(
        len(send.calls) == 2,
        f"an entry that had been delivered once was sent {len(send.calls)} more times before it was given up",
        "2 times",
        "Is an entry that is given up sent once more?",
    )
    letters, wanted = _letters(ctx), {"product": "lamp", "cents": "2990", "id": entry}
    expect(
        letters == [wanted],
        f"`orders:dead` holds {letters}",
        f"one entry, {wanted}",
        "What does a person need in order to handle a dead letter?",
    )
    expect(
        entry not in _pending(ctx),
        "the entry is in `orders:dead`, and still pending as well",
        "acknowledged in the group `mail`",
        "What happens to it in the next sweep?",
    )
    expect(
        ctx.r.xlen("orders") == 1,
        "the entry is in `orders:dead`, and no longer in the stream `orders`",
        "a stream that still has every entry",
        STAYS,
    )


@step("the deliveries that count are those of all consumers", fresh=True)
def delivered_elsewhere(ctx):
    _group(ctx)
    _pending_entry(ctx, "lamp", OLD, 3)
    send = Sender()
    number = ctx.answer.sweep("dora", send)
    expect(
        (number, len(send.calls), len(_letters(ctx))) == (1, 0, 1),
        f"other consumers had an entry three times; `sweep` returned {number!r}, `send` was called"
        f" {len(send.calls)} times, and `orders:dead` has {len(_letters(ctx))} entries",
        "1, no call and one dead letter",
        TRIES,
    )


@step("a pending entry that was trimmed is acknowledged, and the next one is tried", fresh=True)
def trimmed(ctx):
    for deliveries in (1, 3):
        _group(ctx)
        _pending_entry(ctx, "lamp", OLD, deliveries)
        _pending_entry(ctx, "kettle", OLD, 1)
        ctx.r.xtrim("orders", maxlen=1, approximate=False)
        send = Sender()
        try:
            number = ctx.answer.sweep("dora", send)
        except Exception as error:
            error.question = TRIMMED
            raise
        expect(
            [fields.get("product") for fields in send.calls] == ["kettle"] and not _pending(ctx),
            f"of two old entries, the first was trimmed; `send` was called with {send.calls},"
            f" and {len(_pending(ctx))} entries are still pending",
            "a call for the second entry, and no entry pending",
            TRIMMED,
        )
        expect(
            (number, _letters(ctx)) == (0, []),
            f"an entry that was trimmed had been delivered {deliveries} times; `sweep` returned {number!r},"
            f" and `orders:dead` holds {_letters(ctx)}",
            "0 and no dead letter, because the entry has no fields",
            TRIMMED,
        )


@step(f"{MANY:,} entries are all tried or given up", fresh=True)
def many(ctx):
    _group(ctx)
    pipe = ctx.r.pipeline()
    for number in range(MANY):
        pipe.xadd("orders", {"product": "lamp", "cents": number})
    ids = pipe.execute()
    ctx.r.xreadgroup("mail", "gone", {"orders": ">"})
    ctx.r.xclaim("orders", "mail", "gone", 0, ids, idle=OLD, retrycount=3, justid=True)
    number = ctx.answer.sweep("dora", Sender())
    left = len(_pending(ctx))
    expect(
        left == 0,
        f"of {MANY:,} old entries, {left} are still pending after one sweep",
        "none",
        "How many entries does one command return, and how do you get the rest?",
    )
    expect(
        len(_letters(ctx)) == MANY,
        f"{MANY:,} entries had been delivered three times, and `orders:dead` has {len(_letters(ctx)):,}",
        f"{MANY:,}",
        "Does anything limit the length of `orders:dead`?",
    )
    expect(
        number == MANY,
        f"{MANY:,} were given up, and `sweep` returned {number!r}",
        f"{MANY:,}",
        COUNTS,
    )


@step("a crash or a lost reply loses no entry", fresh=True)
def no_gap(ctx):
    kept = []

    def old_entry():
        _group(ctx)
        kept[:] = [_pending_entry(ctx, "lamp", OLD, 3)]

    def holds(crash):
        letters = [fields.get("id") for fields in _letters(ctx)]
        expect(
            kept[0] in _pending(ctx) or kept[0] in letters,
            f"{crash}; then the entry was acknowledged, and not in `orders:dead`",
            "an entry that is pending until it's in `orders:dead`",
            ORDER,
        )

    every_crash(ctx, call.sweep("dora", Sender()), holds, setup=old_entry)


@step("of two sweepers at the same moment, only one gets an entry", fresh=True)
def two_sweepers(ctx):
    for deliveries in (1, 3):
        send = Sender()

        def old_entry(deliveries=deliveries, send=send):
            _group(ctx)
            _pending_entry(ctx, "lamp", OLD, deliveries)
            send.calls.clear()

        def holds(results, deliveries=deliveries, send=send):
            done = len(send.calls) if deliveries == 1 else len(_letters(ctx))
            expect(
                done == 1,
                f"the entry had been delivered {deliveries} times, and in this order it was"
                f" {'sent' if deliveries == 1 else 'added to `orders:dead`'} {done} times",
                "once",
                CLAIM,
            )
            expect(
                sum(results) == (deliveries == 3),
                f"the two calls of `sweep` returned {results}",
                f"{int(deliveries == 3)} in total",
                COUNTS,
            )

        every_order(ctx, call.sweep("dora", send), call.sweep("emil", send), setup=old_entry, holds=holds)
