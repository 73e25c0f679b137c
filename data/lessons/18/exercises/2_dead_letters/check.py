"""Dead letters after three tries."""

from helpers.exercises import expect, step
from helpers.exercises._ending import Ended, ending_before

OBJECTIVES = (3, 5)
SECONDS = 10
OLD, YOUNG = 61_000, 30_000  # milliseconds
MANY = 240
MOST_TRIPS = 25


class Sender:
    """What the answer calls to send; fails for the products in `fails`, and notes what it was given."""

    def __init__(self, *fails):
        self.fails, self.calls = fails, []

    def __call__(self, fields):
        self.calls.append(fields)
        if fields["product"] in self.fails:
            raise ValueError(f"no mail for {fields['product']}")


def _group(ctx):
    ctx.r.xgroup_create("orders", "mail", id="0", mkstream=True)


def _pending_entry(ctx, product, idle, deliveries):
    """An order that `gone` was given, so many times, the last time `idle` milliseconds ago; its id."""
    entry = ctx.r.xadd("orders", {"product": product, "cents": 2990})
    ctx.r.xreadgroup("mail", "gone", {"orders": ">"})
    _wait(ctx, entry, "gone", idle, deliveries)
    return entry


def _wait(ctx, entry, consumer, idle, deliveries):
    ctx.r.xclaim("orders", "mail", consumer, 0, [entry], idle=idle, retrycount=deliveries, justid=True)


def _pending(ctx):
    found = ctx.r.xpending_range("orders", "mail", "-", "+", 10_000)
    return {one["message_id"]: (one["consumer"], one["times_delivered"]) for one in found}


@step("what has been pending for a minute is tried again, and acknowledged")
def again(ctx):
    _group(ctx)
    _pending_entry(ctx, "kettle", OLD, 1)
    send = Sender()
    number = ctx.answer.sweep("dora", send)
    expect(
        send.calls == [{"product": "kettle", "cents": "2990"}],
        f"with one old entry, `send` was called with {send.calls}",
        "one call with the entry's fields, a dict",
        "Which commands find an old pending entry, and which one gives it to you with its fields?",
    )
    expect(
        _pending(ctx) == {},
        "`send` returned, and the entry is still pending",
        "no entry pending",
        "What tells the server that the work is done?",
    )
    expect(
        number == 0,
        f"nothing was given up, and `sweep` returned {number!r}",
        "the number 0",
        "What does `sweep` count?",
    )


@step("what is younger is left alone", fresh=True)
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
        "Somebody may be working on it: for how long has it to be pending before you step in?",
    )


@step("what fails stays pending, and the next one has its turn", fresh=True)
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
        "Where in your loop is the error caught, and does the loop go on?",
    )
    expect(
        _pending(ctx) == {bad: ("dora", 2)},
        f"after one that failed and one that did not, pending is {_pending(ctx)}",
        "the one that failed, now with `dora` and delivered twice",
        "What is acknowledged, and what claims an entry, so that the server counts a delivery?",
    )


@step("after three deliveries it goes to `orders:dead`", fresh=True)
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
        f"an entry, delivered once before, always fails: three sweeps, a minute apart, gave up {returned}",
        "[0, 0, 1]",
        "How many deliveries does `XPENDING` count before each sweep, and which number is the last?",
    )
    expect(
        len(send.calls) == 2,
        f"an entry that had been delivered once was sent {len(send.calls)} times more before it was given up",
        "2 times",
        "Is an entry that is given up sent once more?",
    )
    letters = [fields for _, fields in ctx.r.xrange("orders:dead")]
    wanted = {"product": "lamp", "cents": "2990", "id": entry}
    expect(
        letters == [wanted],
        f"`orders:dead` holds {letters}",
        f"one entry, {wanted}",
        "What does a person need who looks at a dead letter?",
    )
    expect(
        entry not in _pending(ctx),
        "the entry is in `orders:dead`, and still pending as well",
        "acknowledged in the group `mail`",
        "What happens to it at the next sweep?",
    )


@step(f"{MANY} entries at once are all looked after", fresh=True)
def many(ctx):
    _group(ctx)
    for number in range(MANY):
        _pending_entry(ctx, "lamp" if number % 2 else "kettle", OLD, 3 if number % 2 else 1)
    number = ctx.answer.sweep("dora", Sender())
    left = len(_pending(ctx))
    expect(
        left == 0,
        f"of {MANY} old entries, {left} are still pending after one sweep",
        "none",
        "How many does one command look at, and how do you get at the rest?",
    )
    expect(
        number == MANY // 2 == ctx.r.xlen("orders:dead"),
        f"{MANY // 2} entries were due to be given up, `orders:dead` has {ctx.r.xlen('orders:dead')}, and"
        f" `sweep` returned {number!r}",
        f"{MANY // 2}",
        "What does `sweep` count?",
    )


@step("nothing is acknowledged and gone, wherever the program ends", fresh=True)
def no_gap(ctx):
    for trip in range(1, MOST_TRIPS + 1):
        ctx.begin(fresh=True)
        _group(ctx)
        entry = _pending_entry(ctx, "lamp", OLD, 3)
        try:
            with ending_before(ctx, trip):
                ctx.answer.sweep("dora", Sender())
            return
        except Ended:
            safe = entry in _pending(ctx) or ctx.r.xlen("orders:dead")
        expect(
            safe,
            f"it ended before round trip {trip}: the entry is acknowledged, and not in `orders:dead`",
            "pending until it is in `orders:dead`",
            "In which order do the two commands come, or how do you send both as one?",
        )
