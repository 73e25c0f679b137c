"""Release and extend a lock, but only your own."""

from helpers.exercises import asking, call, every_order, expect, expect_key, expect_ttl, gaps, other, step

OBJECTIVES = (3, 4)
KEYS = {"lock:*": 100}
LOCK = "lock:report"
MINE, OTHERS = "7f3a", "c41e"
WHOSE = "Whose lock does your function delete or extend?"


def hold(ctx, token=MINE, seconds=50):
    return lambda: ctx.r.set(LOCK, token, ex=seconds)


def expect_result(result, wanted, what):
    expect(
        isinstance(result, bool), f"{what} returned {result!r}", "True or False", "Which type do you return?"
    )
    expect(result is wanted, f"{what} returned {result!r}", f"{wanted}", WHOSE)


@step("`release` deletes the lock that holds the token")
def release(ctx):
    hold(ctx)()
    ctx.r.set("lock:prices", MINE, ex=50)
    expect_result(ctx.answer.release("report", MINE), True, "`release` with the token of the lock")
    expect(not ctx.r.exists(LOCK), f"after `release`, `{LOCK}` is still there", "no such key", WHOSE)
    expect_key(ctx, "lock:prices", "string", MINE, "Which key is the lock called `report`?")
    expect_result(ctx.answer.release("report", MINE), False, "`release` of a lock that has expired")


@step("`extend` lets the lock that holds the token expire `seconds` from now", fresh=True)
def extend(ctx):
    hold(ctx)()
    expect_result(ctx.answer.extend("report", MINE, 90), True, "`extend` with the token of the lock")
    expect_ttl(ctx, LOCK, 90, "From when do the seconds count?")
    ctx.answer.extend("report", MINE, 20)
    expect_ttl(ctx, LOCK, 20, "What does `extend` do with a time that's shorter than what is left?")
    before = _milliseconds(ctx)
    ctx.answer.extend("report", MINE, 12.75)
    least, most = (ctx.r.pexpiretime(LOCK) - moment for moment in (_milliseconds(ctx), before))
    expect(
        least - 10 <= 12_750 <= most + 10,  # the clocks of two programs may differ a little
        f"after `extend` by 12.75 s, the lock has {least:,} ms left",
        "12,750 ms",
        "Which command takes a fraction of a second, and in which unit?",
    )
    expect_key(ctx, LOCK, "string", MINE, "What does the lock hold after it was extended?")


def _milliseconds(ctx):
    """The server's clock."""
    seconds, microseconds = ctx.r.time()
    return 1000 * seconds + microseconds // 1000


@step("a lock that has expired isn't created again", fresh=True)
def expired(ctx):
    result = ctx.answer.extend("report", MINE, 20)
    expect(
        not ctx.r.exists(LOCK),
        f"the lock had expired; after `extend`, which returned {result!r}, it holds {ctx.r.get(LOCK)!r}",
        "no lock",
        "Can `extend` make a lock that has expired, and whom would that block?",
    )
    expect_result(result, False, "`extend` of a lock that has expired")


@step("the lock of another process stays as it is", fresh=True)
def another_holder(ctx):
    _expect_left_alone(ctx, "4711", "4712", WHOSE)
    for token, mine in (("10", "10.0"), ("0x10", "16"), ("7", "07")):
        _expect_left_alone(ctx, token, mine, "Does your function compare the tokens as numbers or as text?")
    for token in (OTHERS, MINE.upper(), MINE + "0", "0" + MINE, " " + MINE, ""):
        _expect_left_alone(ctx, token, MINE, "Which tokens does your function take for equal?")
    _expect_left_alone(ctx, MINE, MINE + " ", "Which tokens does your function take for equal?")
    for pattern in ("7.3a", "7%w3a"):
        _expect_left_alone(ctx, MINE, pattern, "Is the token compared, or searched for as a pattern?")


def _expect_left_alone(ctx, token, mine, question):
    for name, arguments in (("release", ()), ("extend", (90,))):
        hold(ctx, token)()
        result = getattr(ctx.answer, name)("report", mine, *arguments)
        held, left = ctx.r.get(LOCK), ctx.r.ttl(LOCK)
        expect(
            held == token and 48 <= left <= 50 and result is False,
            f"the lock held {token!r} for 50 s; `{name}` with the token {mine!r} returned {result!r}, and the"
            f" lock holds {held!r} for {left} s",
            f"False, and a lock that holds {token!r} for 50 s",
            question,
        )


@step("a name or a token can contain any character", fresh=True)
def any_character(ctx):
    question = "What becomes of a quote, if a token is part of the script's text?"
    for name, token in (("Price list", "it's 7%-a.3 "), ("Zoë:1", "κλειδί [1]")):
        ctx.r.set(f"lock:{name}", token, ex=50)
        with asking(question, "compiling script", "Error compiling"):
            extended = ctx.answer.extend(name, token, 90)
        left = ctx.r.ttl(f"lock:{name}")
        with asking(question, "compiling script", "Error compiling"):
            released = ctx.answer.release(name, token)
        expect(
            (extended, released) == (True, True) and 85 <= left <= 90 and not ctx.r.exists(f"lock:{name}"),
            f"`lock:{name}` held {token!r}; `extend` by 90 s returned {extended!r} and left {left} s, and"
            f" `release` returned {released!r}",
            "True and 90 s, and True",
            "From which arguments do the key and the token come, and do you change them on the way?",
        )


@step("a lock that another process takes at any moment is neither deleted nor extended", fresh=True)
def taken_over(ctx):
    questions = {
        "release": "What can become of the lock between your `GET` and your `DEL`?",
        "extend": "Whose lock is it before your `PEXPIRE` arrives?",
    }
    for interrupted in (call.release("report", MINE), call.extend("report", MINE, 90)):

        def left_alone(gap, name=interrupted.name):
            held, left = ctx.r.get(LOCK), ctx.r.ttl(LOCK)
            expect(
                held == OTHERS and left <= 50,
                f"right before `{gap}`, the lock expired and another process took it for 50 s; after `{name}`"
                f" it holds {held!r} for {left} s",
                f"a lock that holds {OTHERS!r} for 50 s",
                questions[name],
            )
            expect_result(gap.result, False, f"`{name}` of a lock that another process had taken")

        gaps(ctx, interrupted, hold(ctx, OTHERS), left_alone, setup=hold(ctx))


@step("the lock of another process is there all the time", fresh=True)
def never_gone(ctx):
    def still_there():
        held = ctx.r.get(LOCK)
        expect(
            held == OTHERS,
            f"another process holds the lock with {OTHERS!r}, and for a moment `{LOCK}` holds {held!r}",
            f"{OTHERS!r} all the time",
            "Is the other process's lock gone for a moment, and who can take it then?",
        )

    def nothing(results):
        """What they return has been looked at before."""

    for mine in (call.release("report", MINE), call.extend("report", MINE, 90)):
        every_order(ctx, mine, other.get(LOCK), setup=hold(ctx, OTHERS), holds=nothing, always=still_there)
