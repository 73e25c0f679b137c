"""A worker that may be killed."""

from helpers.exercises import asking, call, every_crash, expect, raises, step

OBJECTIVES = (3, 4)
KEYS = {"writes": None}
READ_TWICE = "Which ID gives a consumer what it has been given already?"


class Save:
    """Stands in for the database, which keeps the largest count of each product; `calls` are the dicts."""

    def __init__(self, error=None, meanwhile=lambda: None):
        self.error, self.meanwhile = error, meanwhile
        self.forget()

    def forget(self):
        self.rows, self.calls = {}, []

    def __call__(self, views):
        expect(
            isinstance(views, dict) and all(type(one) is int for pair in views.items() for one in pair),
            f"`save` was called with {str(views)[:60]}",
            "a dict of numbers: product ID to count, both `int`",
            "What type are the values that come from Redis?",
        )
        self.calls.append(dict(views))
        self.meanwhile()
        if self.error:
            raise self.error
        for product_id, count in views.items():
            self.rows[product_id] = max(count, self.rows.get(product_id, 0))

    def __repr__(self):
        return "save"


def _stream(ctx, *entries):
    """A new stream and group with these (product ID, count) entries."""
    ctx.r.delete("writes")
    ctx.r.xgroup_create("writes", "database", id="0", mkstream=True)
    for product_id, count in entries:
        ctx.r.xadd("writes", {"id": product_id, "views": count})


def _pending(ctx):
    return ctx.r.xpending("writes", "database")["pending"]


@step("a batch is saved with one call, acknowledged and removed")
def batch(ctx):
    _stream(ctx, (7, 1), (3, 4), (7, 2), (12, 9), (7, 3))
    save = Save()
    number = ctx.answer.flush_safely(save)
    expect(
        save.calls == [{7: 3, 3: 4, 12: 9}],
        f"of 5 entries for 3 products, `save` was called {len(save.calls)} times, with"
        f" {str(save.calls)[:80]}",
        "one call, with {7: 3, 3: 4, 12: 9}",
        "Which of the three counts of product 7 do you save?",
    )
    expect(
        type(number) is int and number == 5,
        f"5 entries were handled, and `flush_safely` returned {number!r}",
        "5",
        "Do you count entries or products?",
    )
    expect(
        _pending(ctx) == 0,
        f"after the call, {_pending(ctx)} entries are pending",
        "0 pending entries",
        "How does the group learn that the entries have been handled?",
    )
    expect(
        ctx.r.xlen("writes") == 0,
        f"the stream still holds {ctx.r.xlen('writes')} of the 5 entries",
        "an empty stream",
        "What does `XACK` do to an entry, and what doesn't it do?",
    )


@step("the largest count is saved, in whatever order the entries come")
def largest(ctx):
    _stream(ctx, (7, 2), (7, 11), (7, 3))
    save = Save()
    ctx.answer.flush_safely(save)
    expect(
        save.rows == {7: 11},
        f"the entries of product 7 hold 2, 11 and 3, in this order, and `save` was called with {save.calls}",
        "{7: 11}",
        "Two processes can add entries in a different order than they counted. Which count is right?",
    )


@step("it handles 100 entries at a time, and without entries it returns 0 at once")
def hundred(ctx):
    _stream(ctx, *[(product_id, 1) for product_id in range(1, 151)])
    save = Save()
    numbers = [ctx.answer.flush_safely(save) for _ in range(2)]
    expect(
        len(save.rows) == 150,
        f"of 150 entries, two calls returned {numbers} and saved {len(save.rows)}",
        "[100, 50], and 150 saved",
        "Which entries do you remove: those that you've been given, or others as well?",
    )
    calls = len(save.calls)
    numbers.append(ctx.answer.flush_safely(save))
    expect(
        numbers == [100, 50, 0],
        f"with 150 entries, three calls returned {numbers}",
        "[100, 50, 0]",
        "How many entries do you ask for, and what do you return when nothing is left?",
    )
    expect(
        len(save.calls) == calls,
        f"without an entry, `save` was called with {save.calls[-1]}",
        "no call of `save`",
        "What would this commit contain?",
    )


@step("the entries of other consumers are theirs")
def others(ctx):
    _stream(ctx, *[(product_id, 1) for product_id in range(1, 6)])
    ctx.r.xreadgroup("database", "w2", {"writes": ">"}, count=2)
    save = Save()
    number = ctx.answer.flush_safely(save)
    expect(
        not {1, 2} & set(save.rows),
        f"`w2` has been given products 1 and 2, and your function saved {save.rows}",
        "the products 3, 4 and 5",
        "Which of your commands hands the entries of another consumer to yours?",
    )
    expect(
        (number, sorted(save.rows)) == (3, [3, 4, 5]),
        f"`w2` has 1 and 2, and 3 to 5 are new: the call returned {number!r} and saved {save.rows}",
        "3, and the products 3, 4 and 5",
        "Which entries does `>` give you?",
    )
    expect(
        ctx.r.xlen("writes") == 2,
        f"`w2` hasn't acknowledged 1 and 2; after the call the stream holds {ctx.r.xlen('writes')} entries",
        "2 entries, those of `w2`",
        "Which entries do you remove: those that you've been given, or others as well?",
    )


@step("an earlier `w1` crashed: its pending entries come first")
def pending_first(ctx):
    _stream(ctx, (7, 1), (3, 4), (12, 9))
    ctx.r.xreadgroup("database", "w1", {"writes": ">"}, count=2)
    save = Save()
    numbers = [ctx.answer.flush_safely(save) for _ in range(3)]
    seen = (
        f"`w1` had been given 7 and 3, and 12 is new: three calls returned {numbers} and saved {save.calls}"
    )
    expect({7, 3} <= set(save.rows), seen, "[2, 1, 0], and all three products", READ_TWICE)
    expect(
        (numbers, save.calls) == ([2, 1, 0], [{7: 1, 3: 4}, {12: 9}]),
        seen,
        "[2, 1, 0]: the two pending ones with one call, then the new one",
        "When do you ask for new entries, and how often does one call of yours save?",
    )


@step("an error of the database reaches the caller and leaves the entries pending")
def error(ctx):
    _stream(ctx, (7, 1), (3, 4))
    broken = Save(TimeoutError("the database didn't reply"))
    for _ in range(4):  # each process of the answer has seen the entries before
        with raises(TimeoutError, "`save` raised TimeoutError", "Who learns that the database is down?"):
            ctx.answer.flush_safely(broken)
        expect(
            (_pending(ctx), ctx.r.xlen("writes")) == (2, 2),
            f"`save` raised an error: of 2 entries, {_pending(ctx)} are pending and {ctx.r.xlen('writes')}"
            " are in the stream",
            "2 pending entries, which are still in the stream",
            "What must have happened before you may acknowledge an entry?",
        )
    expect(
        broken.calls == [{7: 1, 3: 4}] * 4,
        f"the database failed four times, and `save` was called with {broken.calls}",
        "four calls with the same two entries",
        "What does your function remember between two calls, and is it still true after an error?",
    )


@step("an entry that's added while `save` runs isn't lost")
def meanwhile(ctx):
    _stream(ctx, (7, 1))
    save = Save()
    save.meanwhile = lambda: len(save.calls) == 1 and ctx.r.xadd("writes", {"id": 12, "views": 9})
    numbers = [ctx.answer.flush_safely(save) for _ in range(2)]
    expect(
        save.rows == {7: 1, 12: 9},
        f"an entry for product 12 was added while `save` ran; two calls returned {numbers} and saved"
        f" {save.calls}",
        "[1, 1], and both products saved",
        "Which entries do you remove: those that you've been given, or others as well?",
    )


@step("after a crash, a new process loses nothing and leaves nothing behind", fresh=True)
def crash(ctx):
    entries, save = [(7, 1), (3, 4), (12, 9)], Save()

    def prepare():
        save.forget()
        _stream(ctx, *entries)

    every_crash(
        ctx,
        call.flush_safely(save),
        lambda crash: _expect_all(ctx, save, entries, str(crash)),
        setup=prepare,
    )


@step("nor does a pipeline of which only a part arrives", fresh=True)
def cut_pipeline(ctx):
    entries, save, cut = [(7, 1), (3, 4), (12, 9)], Save(), []

    def end(commands):
        if not cut and len(commands) > 1 and str(commands[0][0]).upper() != "MULTI":
            cut.append(", ".join(str(command[0]) for command in commands[:-1]))
            for command in commands[:-1]:
                ctx.r.execute_command(*command)
            raise ConnectionError("the connection broke")

    _stream(ctx, *entries)
    with ctx.before_each_trip(end):
        try:
            ctx.answer.flush_safely(save)
        except ConnectionError:
            pass
    ctx.another_process()
    if cut:
        _expect_all(ctx, save, entries, f"of your pipeline only {cut[0]} arrived")


def _expect_all(ctx, save, entries, when):
    """Call the answer until it returns 0 and expect that nothing is lost or left."""
    question = (
        "What's left of an entry that's removed before it's acknowledged, if the process crashes in between?"
    )
    calls = 0
    with asking(question, "'id'", "NoneType"):
        while ctx.answer.flush_safely(save) and calls < 10:
            calls += 1
    pending, left = _pending(ctx), ctx.r.xlen("writes")
    then = f"{when}. A new process called `flush_safely` until it returned 0, and then"
    expect(
        pending == 0,
        f"{then} {pending} entries are pending",
        "0 pending entries",
        "Which entries does a consumer not get when it asks for new ones?",
    )
    missing = [product_id for product_id, _ in entries if product_id not in save.rows]
    expect(
        not missing,
        f"{then} {len(missing)} of {len(entries)} entries had never been saved",
        "each entry, saved at least once",
        "At which moment does Redis forget an entry, and where is that entry then?",
    )
    expect(
        left == 0,
        f"{then} {left} acknowledged entries are in the stream forever",
        "an empty stream",
        "What if the process crashes between your last two commands?",
    )
