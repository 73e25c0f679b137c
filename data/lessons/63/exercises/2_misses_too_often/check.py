"""An alert that fires in time and not otherwise."""

from helpers.exercises import expect, step

OBJECTIVES = (1, 5)
KEYS = {"page:*": None}
ONE_PROCESS = True
LOW, GOOD = (20, 130), (140, 10)  # hits and misses
IN_TIME = "From which call on do the 30 seconds count, and at which one are they over?"
BORDER = "Is a hit ratio of 0.8 low, and one of 0.79?"
QUIET = "With fewer than 100 lookups, what does a call know about the hit ratio?"
SINCE_WHEN = "Which lookups are those since the call before, and which are in the total?"
RESTART = "What do the counters show after a restart, and what is the difference from the call before?"
ENDS = "What becomes of the alert, and of the moment when it began, once the hit ratio is good again?"


def look_up(ctx, hits, misses):
    """Let clients look up so many keys that exist, and so many that don't."""
    with ctx.r.pipeline(transaction=False) as pipe:
        for _ in range(hits):
            pipe.get("page:1")
        for _ in range(misses):
            pipe.get("page:2")
        pipe.execute()


def new(ctx):
    """Begin with an answer that remembers nothing."""
    ctx.another_process()
    ctx.r.set("page:1", "<html>…")


def expect_alert(ctx, now, wanted, when, question):
    """Expect what the call at `now` returns."""
    got = ctx.answer.misses_too_often(ctx.now + now)
    expect(
        got is wanted,
        f"{when}, the call at {now:g} s returned {got!r}",
        repr(wanted),
        question,
    )


def story(ctx, *calls, question, start=0):
    """Make calls: (time, (hits, misses) since the call before, what it must return). Say what led there."""
    new(ctx)
    ctx.now = start
    told = []
    for now, (hits, misses), wanted in calls:
        look_up(ctx, hits, misses)
        share = f"{hits} of {hits + misses} found" if hits + misses else "no lookups"
        told.append(f"{now:g} s: {share}")
        expect_alert(ctx, now, wanted, f"after lookups ({'; '.join(told[-4:])})", question)


@step("only lookups since the call before count, whatever the totals are")
def differences(ctx):
    story(ctx, (0, (0, 3000), False), (10, GOOD, False), (50, GOOD, False), question=SINCE_WHEN)


@step("the first call only reads")
def first_call(ctx):
    question = "How many readings do you need before you know a hit ratio?"
    calls = [(10, (0, 0), False), (20, LOW, False), (31, LOW, False)]
    story(ctx, (0, (0, 3000), False), *calls, question=question)


@step("it's True once the hit ratio has been low for 30 seconds, and stays True while it is")
def in_time(ctx):
    few = [(now, LOW, now == 100) for now in (5, 6, 7, 100)]
    story(ctx, (0, GOOD, False), *few, question="Since when has the hit ratio been low, at the last call?")
    many = [(now, LOW, now >= 40) for now in (10, 12, 14, 16, 35, 40, 45, 60)]
    story(ctx, (0, GOOD, False), *many, question=IN_TIME)
    story(
        ctx, (0, (3000, 0), False), (6.5, LOW, False), (36, LOW, False), (36.5, LOW, True), question=IN_TIME
    )
    none_found = (0, 150)
    story(ctx, (0, GOOD, False), (10, none_found, False), (40, none_found, True), question=IN_TIME)


@step("a good hit ratio ends it, and the next low one takes 30 seconds again")
def ends(ctx):
    story(
        ctx,
        *((0, GOOD, False), (10, LOW, False), (39, LOW, False), (40, GOOD, False), (50, LOW, False)),
        *((79, LOW, False), (80, LOW, True), (90, GOOD, False), (100, LOW, False), (129, LOW, False)),
        *((130, LOW, True), (131, GOOD, False)),
        question=ENDS,
    )


@step("a hit ratio of 0.8 isn't low, and one right below is")
def border(ctx):
    exactly, below = (120, 30), (119, 31)
    story(ctx, (0, GOOD, False), (10, exactly, False), (40, exactly, False), question=BORDER)
    story(ctx, (0, GOOD, False), (10, below, False), (40, below, True), (50, exactly, False), question=BORDER)
    busy, right_below = (900, 100), (797, 203)
    story(ctx, (0, GOOD, False), (10, busy, False), (40, busy, False), question=BORDER)
    story(ctx, (0, GOOD, False), (10, right_below, False), (40, right_below, True), question=BORDER)


@step("a call with fewer than 100 lookups starts nothing and ends nothing")
def quiet(ctx):
    none, few_low, few_good, enough = (0, 0), (0, 99), (99, 0), (20, 80)
    story(
        ctx,
        *((0, GOOD, False), (10, none, False), (20, LOW, False), (30, none, False), (50, LOW, True)),
        *((60, none, True), (70, few_good, True), (80, GOOD, False), (90, none, False)),
        *((100, few_low, False), (140, few_low, False), (150, enough, False), (180, enough, True)),
        question=QUIET,
    )
    some = (0, 60)
    story(ctx, (0, GOOD, False), (10, some, False), (40, some, False), (71, LOW, False), question=QUIET)


@step("after a restart, all that the counters show is new")
def restart(ctx):
    new(ctx)
    ctx.now = 0
    look_up(ctx, 2000, 3000)
    expect_alert(ctx, 0, False, "at the first call", RESTART)
    for now, (hits, misses), wanted in ((10, LOW, False), (40, (10, 100), True), (50, (1, 9), True)):
        ctx.r.config_resetstat()
        look_up(ctx, hits, misses)
        when = f"after a restart and lookups of which {hits} of {hits + misses} found something"
        expect_alert(ctx, now, wanted, when, RESTART)
    look_up(ctx, *GOOD)
    expect_alert(ctx, 60, False, "after lookups of which 140 of 150 found something", RESTART)
    for name, lookups in (("hits", (3000, 0)), ("misses", (0, 3000))):
        new(ctx)
        ctx.r.config_resetstat()
        look_up(ctx, *lookups)
        expect_alert(ctx, 0, False, "at the first call", RESTART)
        ctx.r.config_resetstat()  # then only one of the two counters is smaller
        for now, wanted in ((10, False), (45, True)):
            look_up(ctx, *LOW)
            when = f"after a restart of a server that had only {name}, and then 20 of 150 found"
            expect_alert(ctx, now, wanted, when, RESTART)


@step("`now` is the only clock, and its zero is anywhere")
def clock(ctx):
    question = "Which clock does your function read, and what does it make of a time of 0?"
    for start in (0, 1_000_000_000):
        story(ctx, (-5, GOOD, False), (0, LOW, False), (30, LOW, True), start=start, question=question)
