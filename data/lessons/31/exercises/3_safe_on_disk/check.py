"""Is the order on disk?"""

from time import monotonic, sleep

from helpers.exercises import asking, call, expect, expect_key, step, twin

OBJECTIVES = (2, 3)
SECONDS = 8
SERVER = {"appendonly": "yes", "appendfsync": "always"}
KEYS = {"order:*": None}
MAY_BLOCK = True
LONGEST = 500  # ms
LINE = "2 x product 24, 3998 cents"
CHANGES = ("CONFIG SET", "CONFIG REWRITE", "BGREWRITEAOF", "BGSAVE", "SAVE", "SHUTDOWN")


def _placed(ctx, mode, number):
    """Place an order with this `appendfsync`: (what the function returned, how many s it took)."""
    ctx.r.config_set("appendfsync", mode)
    already = len(ctx.asked())
    began = monotonic()
    with asking("In which unit and as which type does `WAITAOF` take its timeout?", "not an integer"):
        safe = ctx.answer.place_order(number, LINE)
    seconds = monotonic() - began
    sent = ctx.asked()[already:]
    expect_key(
        ctx, f"order:{number}", "string", LINE, "Which argument is part of the key, and which is the value?"
    )
    changed = [command for command in sent if command.upper().startswith(CHANGES)]
    expect(
        not changed,
        f"your function sent `{', '.join(changed)}`",
        "a server that's left as it was",
        "Which other clients use this server, and what does your command cost them?",
    )
    _expect_asked(sent)
    return safe, seconds


def _expect_asked(sent):
    names = [command.split()[0].upper() for command in sent]
    listed = ", ".join(f"`{name}`" for name in names) or "nothing"
    expect(
        "WAITAOF" in names,
        f"your function sent {listed}",
        "`WAITAOF`, which reports on the writes of this connection",
        "Which command tells you whether this very order is on disk?",
    )
    expect(
        "MULTI" not in names,
        f"your function sent {listed}, and a command between `MULTI` and `EXEC` doesn't wait",
        "the order, and then `WAITAOF` outside a transaction",
        "What does a pipeline in redis-py put around its commands by default?",
    )
    expect(
        names[-1] == "WAITAOF",
        f"your function sent {listed}, in this order",
        "first the order, then `WAITAOF`",
        "Does `WAITAOF` report on the writes before it or after it?",
    )
    waits = [command.split()[1:4] for command in sent if command.upper().startswith("WAITAOF")]
    for local, replicas, _ in waits:
        expect(
            (local, replicas) == ("1", "0"),
            f"`WAITAOF {local} {replicas}` waits for {local} local disk and the disks of {replicas} replicas",
            "a wait for this server's disk",
            "What do the first two arguments of `WAITAOF` mean?",
        )
    longest = [int(wait) for *_, wait in waits]
    expect(
        all(0 < wait <= LONGEST for wait in longest) and sum(longest) <= 1.2 * LONGEST,
        f"your function passed a timeout of {' and '.join(f'{wait:,}' for wait in longest)} ms to `WAITAOF`",
        f"{LONGEST} ms at most, all waits together, and not 0, which means no timeout",
        "How long is half a second in the unit of `WAITAOF`?",
    )


@step("with `always`, the order is stored and on disk, and you know at once")
def always(ctx):
    for number in (7, 7, 10):  # the second one replaces the first
        ctx.r.set("order:10", "an older line")
        safe, _ = _placed(ctx, "always", number)
        expect(
            safe is True,
            f"with `appendfsync always`, `place_order` returned {safe!r}",
            "True, because the order is on disk before Redis replies",
            "What does the first of the two numbers from `WAITAOF` mean?",
        )
    quickest = min(_placed(ctx, "always", number)[1] for number in (11, 12))
    expect(
        quickest < 0.4,
        f"with `appendfsync always` the order is on disk at once, but the faster of two calls took"
        f" {quickest:.1f} s",
        "a result as soon as it's known",
        "Does your function wait longer than the server does?",
    )


@step("with `no`, the order is stored, and False comes after about half a second", fresh=True)
def never(ctx):
    safe, seconds = _placed(ctx, "no", 8)
    expect(
        safe is False,
        f"with `appendfsync no`, where Redis never calls `fdatasync`, `place_order` returned {safe!r}",
        "False, because it isn't known whether the order is on disk",
        "Is a list of two numbers true or false in Python?",
    )
    expect(
        seconds > 0.3,
        f"`place_order` returned after {seconds:.2f} s",
        "a wait of 500 ms, because the order may reach the disk in that time",
        "In which unit does `WAITAOF` take its timeout?",
    )


@step("with `everysec`, the result is what the server says of this order", fresh=True)
def everysec(ctx):
    if not _synced(ctx):
        return  # a Redis 7.4, whose replies with `everysec` are wrong
    safe, _ = _placed(ctx, "everysec", 9)
    expect(
        safe is False,
        f"the last `fdatasync` was before the order, and `place_order` returned {safe!r} after 500 ms",
        "False, because the next `fdatasync` comes a second after the last one",
        "Which number says whether this order is on disk, and do you use it?",
    )
    for wait in (0.75, 0.6, 0.85):
        _synced(ctx)
        sleep(wait)
        safe, _ = _placed(ctx, "everysec", 13)
        if safe is True:
            return
    expect(
        False,
        f"an `fdatasync` followed within 500 ms of the order, and `place_order` returned {safe!r}",
        "True",
        "What does the first of the two numbers from `WAITAOF` mean?",
    )


def _synced(ctx):
    """Wait for an fdatasync with `everysec`; return whether WAITAOF then waits for the next one."""
    ctx.r.config_set("appendfsync", "everysec")
    ctx.r.set("order:0", LINE)
    ctx.r.waitaof(1, 0, 3000)
    ctx.r.set("order:0", LINE)
    return ctx.r.waitaof(1, 0, 50)[0] == 0


@step("for random orders, the result and the data are those of the tested solution", fresh=True)
def like_the_solution(ctx):
    ctx.r.config_set("appendfsync", "always")

    def calls(g):
        return call.place_order(g.randint(0, 5), g.choice([g.text(), "", "0", "two\r\nlines"]))

    twin(ctx, calls, length=10)
