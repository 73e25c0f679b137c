"""An order, and whether it is safe."""

from time import monotonic

from helpers.exercises import asking, expect, step

OBJECTIVES = (2, 3)
SECONDS = 8
SERVER = {"appendonly": "yes", "appendfsync": "always"}
LONGEST = 500  # milliseconds
LINE = "2 x product 24, 3998 cents"


def _placed(ctx, mode, number):
    ctx.r.config_set("appendfsync", mode)
    began = monotonic()
    with asking("In which unit does `WAITAOF` want its time, and of which kind?", "not an integer"):
        safe = ctx.answer.place_order(number, LINE)
    seconds = monotonic() - began
    now = ctx.r.config_get("appendfsync")["appendfsync"]
    expect(
        now == mode and not any(command.upper().startswith("CONFIG SET") for command in ctx.asked()),
        f"the server was set to `appendfsync {mode}`; your function changed it, and it is {now!r} now",
        "a server that is left as it was found",
        "Who else is writing to this server, and what do they pay for your change?",
    )
    return safe, seconds


def _expect_order(ctx, number):
    held = ctx.r.get(f"order:{number}") if ctx.r.type(f"order:{number}") == "string" else None
    expect(
        held == LINE,
        f"`order:{number}` holds {held!r}",
        f"the line: {LINE!r}",
        "Which of the arguments is the key made of, and which is its value?",
    )
    expect(
        ctx.r.ttl(f"order:{number}") == -1,
        f"`TTL order:{number}` is {ctx.r.ttl(f'order:{number}')}",
        "an order that stays",
        "What is an order worth that is safe on the disk, once its end has come?",
    )


@step("under `always` the order is stored, and safe")
def always(ctx):
    safe, _ = _placed(ctx, "always", 7)
    _expect_order(ctx, 7)
    _expect_asked(ctx)
    expect(
        safe is True,
        f"under `appendfsync always`, `place_order` returned {safe!r}",
        "True: the order is on the disk before the reply",
        "What does the first of the two numbers of `WAITAOF` say?",
    )
    quickest = min(_placed(ctx, "always", number)[1] for number in (10, 11, 12))
    expect(
        quickest < 0.4,
        f"under `appendfsync always` the order is on the disk at once, and the quickest of three answers took"
        f" {quickest:.1f} s",
        "an answer as soon as it is known",
        "Who waits here: the server, which knows when the order is safe, or your program?",
    )


def _expect_asked(ctx):
    names = [command.split()[0].upper() for command in ctx.asked()]
    expect(
        "WAITAOF" in names,
        f"your function sent {', '.join(names) or 'nothing'}",
        "the question whether this client's writes are on the disk",
        "How can you tell what has happened to one write, rather than what is usual on this server?",
    )
    expect(
        "MULTI" not in names,
        f"your function sent {', '.join(names)}; between `MULTI` and `EXEC` nothing waits",
        "the order, and then a question that can wait for its answer",
        "What does a pipeline of redis-py put around its commands, unless you say otherwise?",
    )
    expect(
        names[-1] == "WAITAOF",
        f"your function sent {', '.join(names)}, in this order",
        "first the order, then the question",
        "Which writes does `WAITAOF` speak of, those before it or those after it?",
    )
    local, replicas = ctx.asked()[-1].split()[1:3]
    expect(
        (local, replicas) == ("1", "0"),
        f"`WAITAOF {local} {replicas}` waits for {local} local disk and those of {replicas} replicas",
        "a wait for this one server",
        "Which two numbers does `WAITAOF` take before the time, and what is each to reach?",
    )


@step("under `no` it is stored all the same, and False comes within about half a second")
def never(ctx):
    safe, seconds = _placed(ctx, "no", 8)
    _expect_order(ctx, 8)
    expect(
        safe is False,
        f"under `appendfsync no`, where nobody calls `fdatasync`, `place_order` returned {safe!r}",
        "False, since it is not known to be on the disk",
        "When is a list of two numbers true in Python, and on which writes did you wait?",
    )
    expect(
        seconds > 0.3,
        f"`place_order` answered after {seconds:.2f} s",
        "a wait of 500 milliseconds, since the order may reach the disk in that time",
        "In which unit does `WAITAOF` count, and for how long may the order take?",
    )
    waits = [int(command.split()[3]) for command in ctx.asked() if command.upper().startswith("WAITAOF")]
    expect(
        all(0 < wait <= LONGEST for wait in waits) and sum(waits) <= 1.2 * LONGEST,
        f"your function told `WAITAOF` to wait for {' and '.join(f'{wait:,}' for wait in waits)} ms",
        f"{LONGEST} milliseconds at most, all waits together",
        "How long is half a second in the unit of `WAITAOF`?",
    )
    expect(
        seconds < 2.5,
        f"the answer took {seconds:.1f} s",
        "an answer after 500 milliseconds at most",
        "In which unit does `WAITAOF` count?",
    )


@step("under `everysec` it is stored, and the answer is a bool")
def everysec(ctx):
    safe, _ = _placed(ctx, "everysec", 9)
    _expect_order(ctx, 9)
    _expect_asked(ctx)
    expect(isinstance(safe, bool), f"`place_order` returned {safe!r}", "True or False", "What did it find?")
