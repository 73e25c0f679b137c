"""A worker that may be killed."""

import time
from contextlib import contextmanager

from helpers.exercises import asking, expect, step
from helpers.exercises._ending import Ended, ending_before

OBJECTIVES = (3, 4)
SECONDS = 10
AT_ONCE = 0.08  # seconds: more than a busy machine makes of the quickest of a few calls
MOST_TRIPS = 25


class Database:
    """Keeps the largest count of each product; `calls` are the dicts that `save` was given."""

    def __init__(self, error=None):
        self.rows, self.calls, self.error = {}, [], error

    def save(self, views):
        expect(
            isinstance(views, dict) and all(isinstance(one, int) for pair in views.items() for one in pair),
            f"`save` was given {str(views)[:60]}",
            "a dict of numbers: product to count, both `int`",
            "What type has everything that comes from Redis?",
        )
        self.calls.append(dict(views))
        if self.error:
            raise self.error
        for number, count in views.items():
            self.rows[number] = max(count, self.rows.get(number, 0))


def _stream(ctx, *entries):
    """A new stream and group with these (product, count) entries."""
    ctx.r.delete("writes")
    ctx.r.xgroup_create("writes", "database", id="0", mkstream=True)
    for number, count in entries:
        ctx.r.xadd("writes", {"id": number, "views": count})


def _pending(ctx):
    return ctx.r.xpending("writes", "database")["pending"]


@step("a batch is saved with one call, acknowledged and removed")
def batch(ctx):
    _stream(ctx, (7, 1), (3, 4), (7, 2), (12, 9), (7, 3))
    database = Database()
    answer = ctx.answer.flush_safely(database.save)
    expect(
        database.calls == [{7: 3, 3: 4, 12: 9}],
        f"5 entries for 3 products: `save` was called {len(database.calls)} times, with"
        f" {str(database.calls)[:80]}",
        "one call, with {7: 3, 3: 4, 12: 9}",
        "Which of the three counts of product 7 is to be saved?",
    )
    expect(
        answer == 5,
        f"5 entries were handled, and `flush_safely` returned {answer!r}",
        "5",
        "Do you count entries or products?",
    )
    expect(
        _pending(ctx) == 0,
        f"after the call, {_pending(ctx)} entries are pending",
        "none",
        "How does the group learn that they are done?",
    )
    expect(
        ctx.r.xlen("writes") == 0,
        f"the stream still holds the {ctx.r.xlen('writes')} entries",
        "an empty stream",
        "What does `XACK` do to an entry, and what does it not do?",
    )


@step("the largest count is saved, in whatever order they come")
def largest(ctx):
    _stream(ctx, (7, 2), (7, 11), (7, 3))
    database = Database()
    ctx.answer.flush_safely(database.save)
    expect(
        database.rows == {7: 11},
        f"entries that were not in the order of their counts, 2, 11 and 3: `save` was told {database.calls}",
        "{7: 11}",
        "Two programs can add their entries in another order than they counted. Which number is right?",
    )


@step("100 at a time, and 0 at the end without waiting")
def hundred(ctx):
    _stream(ctx, *[(number, 1) for number in range(1, 151)])
    database = Database()
    answers = [ctx.answer.flush_safely(database.save) for _ in range(2)]
    calls, waits = len(database.calls), []
    while len(waits) < 4 and min(waits, default=1) >= AT_ONCE:
        began = time.monotonic()
        last = ctx.answer.flush_safely(database.save)
        waits.append(time.monotonic() - began)
    answers.append(last)
    expect(
        answers == [100, 50, 0],
        f"with 150 entries, three calls returned {answers}",
        "[100, 50, 0]",
        "Which entries do you remove: those that you were given, or others as well?"
        if answers[0] == 100 and sum(answers) < 150
        else "How many do you ask for, and what is returned when nothing is left?",
    )
    expect(
        len(database.calls) == calls and min(waits) < AT_ONCE,
        f"without any entry, the call took {min(waits):.1f} s, and `save` was called"
        f" {len(database.calls) - calls} times",
        "an answer at once, and no call of `save`",
        "What does `block` do, and what is there to save?",
    )


@step("what others were given is theirs")
def others(ctx):
    _stream(ctx, *[(number, 1) for number in range(1, 6)])
    ctx.r.xreadgroup("database", "w2", {"writes": ">"}, count=2)
    database = Database()
    answer = ctx.answer.flush_safely(database.save)
    expect(
        (answer, sorted(database.rows)) == (3, [3, 4, 5]),
        f"`w2` has 1 and 2, 3 to 5 are new: the call returned {answer!r}, `save` was told {database.rows}",
        "3, and the products 3, 4 and 5",
        "Which consumer do you read as?",
    )
    expect(
        ctx.r.xlen("writes") == 2,
        f"`w2` has not acknowledged 1 and 2; after the call the stream holds {ctx.r.xlen('writes')} entries",
        "2 entries, those of `w2`",
        "Which entries do you remove: those that you were given, or others as well?",
    )


@step("an error of the database leaves the entries pending")
def error(ctx):
    _stream(ctx, (7, 1), (3, 4))
    broken, raised = Database(error=TimeoutError("the database does not answer")), None
    try:
        ctx.answer.flush_safely(broken.save)
    except TimeoutError as passed:
        raised = passed
    expect(
        raised is broken.error,
        "`save` raised a TimeoutError, and it did not reach the caller",
        "the error, as it is",
        "How is anybody to know that the database is down?",
    )
    expect(
        (_pending(ctx), ctx.r.xlen("writes")) == (2, 2),
        f"`save` had raised: of 2 entries {_pending(ctx)} are pending, {ctx.r.xlen('writes')} in the stream",
        "both, pending and in the stream",
        "What must have happened before an entry may be acknowledged?",
    )
    ctx.r.xadd("writes", {"id": 12, "views": 9})
    database = Database()
    ctx.answer.flush_safely(database.save)
    told = f"the database works again, and 12 is new: the next call told `save` {database.calls}"
    expect(
        {7, 3} <= set(database.rows),
        told,
        "both entries that were pending",
        "Which id gives a consumer what it already has?",
    )
    expect(
        database.calls == [{7: 1, 3: 4}],
        told,
        "one call, with the two that were pending",
        "When do you ask for new entries, and how often does one call of yours save?",
    )


@step("a program that ends in the middle and is started anew loses nothing", fresh=True)
def ends(ctx):
    entries = [(number, number % 7 + 1) for number in range(1, 131)]
    for trip in range(1, MOST_TRIPS + 1):
        ctx.begin(fresh=True)
        _stream(ctx, *entries)
        database = Database()
        try:
            with ending_before(ctx, trip):
                while ctx.answer.flush_safely(database.save):
                    pass
            return
        except Ended:
            ctx.begin(fresh=False)
        calls = 0
        with asking(
            "What is left of an entry that is removed from the stream before it is acknowledged, and what"
            " if the program ends between the two?",
            "'id'",
            "NoneType",
        ):
            while ctx.answer.flush_safely(database.save) and calls < MOST_TRIPS:
                calls += 1
        when = f"the program ended before its round trip {trip} and was started anew; at the end"
        _expect_all(ctx, database, entries, when)


@contextmanager
def _ending_inside(ctx, split):
    """In this block the answer's program ends inside a trip of several commands that are no transaction.

    The trip is the one number `split`, from 1; all of its commands but the last reach the server.
    """
    seen = []

    def end(commands):
        if len(commands) > 1 and str(commands[0][0]).upper() != "MULTI":
            seen.append(commands)
            if len(seen) == split:
                for command in commands[:-1]:
                    ctx.r.execute_command(*command)
                raise Ended

    with ctx.record.before_each_trip(end):
        yield


@step("nor one that ends inside a pipeline", fresh=True)
def ends_inside(ctx):
    entries = [(number, number % 7 + 1) for number in range(1, 131)]
    for split in (1, 2):
        ctx.begin(fresh=True)
        _stream(ctx, *entries)
        database = Database()
        try:
            with _ending_inside(ctx, split):
                while ctx.answer.flush_safely(database.save):
                    pass
            return
        except Ended:
            ctx.begin(fresh=False)
        calls = 0
        while ctx.answer.flush_safely(database.save) and calls < MOST_TRIPS:
            calls += 1
        when = (
            "a pipeline that is no transaction was cut off before its last command, and the program was"
            " started anew; at the end"
        )
        _expect_all(ctx, database, entries, when)


def _expect_all(ctx, database, entries, when):
    pending, left = _pending(ctx), ctx.r.xlen("writes")
    expect(
        pending == 0,
        f"{when}, {pending} entries are pending since the program ended",
        "none pending",
        "Which entries does nobody get by asking for new ones?",
    )
    missing = [number for number, _ in entries if number not in database.rows]
    expect(
        not missing,
        f"{when}, `save` was never told of {len(missing)} of {len(entries)} entries",
        "each entry, at least once",
        "At which moment does Redis forget an entry, and where is it then?",
    )
    expect(
        left == 0,
        f"{when}, {left} acknowledged entries are left in the stream for ever",
        "an empty stream",
        "What if the program ends between your last two commands?",
    )
