"""Write-through that survives a failing database."""

from sqlalchemy.exc import OperationalError

from helpers.exercises import expect, step
from helpers.exercises._shop import small_shop

OBJECTIVES = (1, 4)
SECONDS = 10
PRODUCT, KEY = 24, "stock:24"
OLD, NEW = 5, 7
TRIES = 3


class Failing:
    """A shop whose database fails: `failures` times, and with the row changed all the same if `changed`."""

    def __init__(self, ctx, shop, failures, changed=False, error=None):
        self._ctx, self._shop = ctx, shop
        self.failures, self.changed = failures, changed
        self.error = error or OperationalError("COMMIT", {}, ConnectionResetError("no answer"))
        self.calls, self.seen = 0, []

    def set_stock(self, product_id, stock):
        self.calls += 1
        self.seen.append(self._ctx.r.get(KEY))
        expect(
            self.calls <= TRIES,
            f"the database fails each time, and `set_stock` was called {self.calls} times",
            f"{TRIES} calls at most",
            "What ends your loop if the database never comes back?",
        )
        fails = self.calls <= self.failures
        if not fails or self.changed:
            self._shop.set_stock(product_id, stock)
        if fails:
            raise self.error
        return True

    def __getattr__(self, name):
        return getattr(self._shop, name)

    def __repr__(self):
        return "shop"


def _save(ctx, shop, failures, **how):
    """Save NEW over OLD while the database fails so often; the shop, and what was returned."""
    shop.set_stock(PRODUCT, OLD)
    ctx.r.set(KEY, OLD)
    failing = Failing(ctx, shop, failures, **how)
    try:
        answer = ctx.answer.save_stock(failing, PRODUCT, NEW)
    except OperationalError as error:
        answer = error
    expect(
        not isinstance(answer, OperationalError),
        f"the database failed {failures} times, and the OperationalError reached the caller",
        f"{failures < TRIES} as the answer",
        "What does the caller learn from your return value, and what need it not see?",
    )
    expect(
        str(NEW) not in failing.seen,
        f"`{KEY}` held the new stock before the database had answered",
        "the old stock, or no entry, until `set_stock` has come back without an error",
        "What do visitors see if the database refuses now?",
    )
    return failing, answer


def _expect(ctx, answer, wanted, held, when, question):
    seen = ctx.r.get(KEY)
    there = "missing" if seen is None else "still there" if seen == str(OLD) else "there"
    expect(
        (answer, seen) == (wanted, held),
        f"{when}, `save_stock` returned {answer!r}, and `{KEY}` is {there}"
        + (f": it holds {seen}" if seen is not None else ""),
        f"{wanted}, and " + (f"`{KEY}` with {held}" if held else f"no `{KEY}`"),
        question,
    )


@step("a database that works: the new stock on both sides")
def works(ctx):
    with small_shop() as shop:
        failing, answer = _save(ctx, shop, failures=0)
        _expect(
            ctx, answer, True, str(NEW), "the database worked", "What is written where, and in which order?"
        )
        stock = shop.product(PRODUCT)["stock"]
    expect(
        (stock, failing.calls) == (NEW, 1),
        f"the database worked, `set_stock` was called {failing.calls} times, and the row holds {stock}",
        f"one call, and {NEW} in the row",
        "When is there nothing left to try?",
    )
    expect(
        ctx.r.ttl(KEY) == -1 and ctx.keys() == [KEY],
        f"`TTL {KEY}` is {ctx.r.ttl(KEY)}, and the server holds {', '.join(ctx.keys())}",
        f"`{KEY}` alone, without an end",
        "What does a reader find after the end?",
    )


@step("a database that fails once or twice: tried again", fresh=True)
def again(ctx):
    with small_shop() as shop:
        for failures, often in ((1, "once"), (2, "twice")):
            for changed in (False, True):
                _, answer = _save(ctx, shop, failures, changed=changed)
                when = f"the database failed {often} and would have worked then"
                _expect(
                    ctx, answer, True, str(NEW), when, "How often do you try, and what do you do after it?"
                )


@step("a database that fails three times: nothing in the cache that may be wrong", fresh=True)
def gives_up(ctx):
    with small_shop() as shop:
        for changed in (False, True):
            failing, answer = _save(ctx, shop, TRIES + 1, changed=changed)
            row = "was changed before the last error" if changed else "was never changed"
            when = f"the database failed each time, and the row {row}"
            question = (
                "Your function cannot tell whether the row was changed: which entry is right in both cases?"
            )
            _expect(ctx, answer, False, None, when, question)
            expect(
                failing.calls == TRIES,
                f"{when}: `set_stock` was called {failing.calls} times",
                f"{TRIES} calls",
                "How often does your loop run?",
            )


@step("an error of another kind goes on to the caller", fresh=True)
def other_errors(ctx):
    with small_shop() as shop:
        error = ValueError("the stock is no number")
        raised, failing = None, Failing(ctx, shop, TRIES + 1, error=error)
        try:
            ctx.answer.save_stock(failing, PRODUCT, NEW)
        except ValueError as passed:
            raised = passed
    expect(
        raised is error,
        "`set_stock` raised a ValueError, and the ValueError did not reach the caller",
        "the error, at once: it is a fault in the program",
        "Which errors does your `except` name?",
    )
    expect(
        failing.calls == 1,
        f"`set_stock` raised a ValueError, and was called {failing.calls} times in all before the caller"
        " heard",
        "1 call: only an OperationalError is worth another try",
        "Can the second try of a faulty program end in another way than the first?",
    )
