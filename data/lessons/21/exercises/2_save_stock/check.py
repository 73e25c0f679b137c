"""Write-through that survives a failing database."""

import time

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from helpers.exercises import call, every_crash, expect, raises, small_shop, step

OBJECTIVES = (1, 4)
SECONDS = 10
PRODUCT, KEY = 24, "stock:24"
OTHER = "stock:25"
KEYS = {"stock:*": None}
OLD, NEW = 5, 7
TRIES = 3
WAITS = 1.5  # s between the first attempt and the last: a second in all, on a busy machine
EXCEPT = "Which errors does your `except` name, and around which lines?"


class Failing:
    """A shop whose database fails: `failures` times, and with the row changed all the same if `changed`."""

    def __init__(self, ctx, shop, failures, changed=False, error=None):
        self._ctx, self._shop = ctx, shop
        self.failures, self.changed = failures, changed
        self.error = error or OperationalError("COMMIT", {}, ConnectionResetError("no reply"))
        self.moments, self.seen = [], []

    @property
    def calls(self):
        return len(self.moments)

    def set_stock(self, product_id, stock):
        self.moments.append(time.monotonic())
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
    ctx.r.mset({KEY: OLD, OTHER: OLD})
    failing = Failing(ctx, shop, failures, **how)
    try:
        result = ctx.answer.save_stock(failing, PRODUCT, NEW)
    except OperationalError as error:
        result = error
    returned = time.monotonic()
    expect(
        not isinstance(result, OperationalError),
        f"the database failed {failures} times, and the OperationalError reached the caller",
        f"the return value {failures < TRIES}",
        "What does your return value tell the caller, and which error is it for?",
    )
    expect(
        str(NEW) not in failing.seen,
        f"`{KEY}` held the new stock before the database had replied",
        "the old stock, or no key, until `set_stock` has returned without an error",
        "What do visitors see if the database now rejects the change?",
    )
    waited = failing.moments[-1] - failing.moments[0] if failing.moments else 0
    expect(
        waited <= WAITS,
        f"the database failed {failures} times, and the last attempt came {waited:.1f} s after the first",
        "waits of a second in all, at most",
        "How long does a visitor wait for your function if the database is down?",
    )
    waited = returned - failing.moments[0] if failing.moments else 0
    expect(
        waited <= WAITS,
        f"the database failed {failures} times, and `save_stock` returned {waited:.1f} s after its first"
        " attempt",
        "waits between two attempts, of a second in all at most",
        "What does your function wait for after the last attempt?",
    )
    expect(
        ctx.r.get(OTHER) == str(OLD),
        f"the database failed {failures} times, and afterwards `{OTHER}` of another product holds"
        f" {ctx.r.get(OTHER)!r}",
        f"{str(OLD)!r}, as before",
        "Whose entry may be wrong, and which entries does your command delete?",
    )
    return failing, result


def _expect(ctx, result, wanted, held, when, question):
    expect(
        result is wanted,
        f"{when}, and `save_stock` returned {result!r}",
        f"{wanted}",
        question if isinstance(result, bool) else "What does a function return that ends without `return`?",
    )
    seen = ctx.r.get(KEY)
    expect(
        seen == held,
        f"{when}, and afterwards " + (f"there is no `{KEY}`" if seen is None else f"`{KEY}` holds {seen!r}"),
        f"`{KEY}` with {held!r}" if held else f"no `{KEY}`",
        question,
    )


@step("if the database works, the new stock is on both sides")
def works(ctx):
    question = "What do you write where, and in which order?"
    with small_shop() as shop:
        failing, result = _save(ctx, shop, failures=0)
        _expect(ctx, result, True, str(NEW), "the database worked", question)
        stock = shop.product(PRODUCT)["stock"]
    expect(
        (stock, failing.calls) == (NEW, 1),
        f"the database worked, `set_stock` was called {failing.calls} times, and the row holds {stock}",
        f"one call, and {NEW} in the row",
        "When is there nothing left to try?",
    )
    with small_shop() as shop:
        for stock, question in (
            (NEW, "Which option of your command needs the key to be there already?"),
            (0, "Is a stock of 0 a stock like any other?"),
        ):
            ctx.r.delete(KEY)
            result = ctx.answer.save_stock(Failing(ctx, shop, 0), PRODUCT, stock)
            when = f"there was no `{KEY}`, the database worked, the new stock is {stock}"
            _expect(ctx, result, True, str(stock), when, question)


@step("if the database fails once or twice, another attempt is made", fresh=True)
def again(ctx):
    question = "How often do you try, and what do you do when it worked?"
    with small_shop() as shop:
        for failures, often in ((1, "once"), (2, "twice")):
            for changed in (False, True):
                _, result = _save(ctx, shop, failures, changed=changed)
                _expect(ctx, result, True, str(NEW), f"the database failed {often} and then worked", question)


@step("if the database fails three times, the cache holds nothing that may be wrong", fresh=True)
def gives_up(ctx):
    with small_shop() as shop:
        for changed in (False, True):
            failing, result = _save(ctx, shop, TRIES + 1, changed=changed)
            row = "was changed before the last error" if changed else "was never changed"
            when = f"the database failed each time, the row {row}"
            question = (
                "Your function can't tell whether the row was changed: which entry is right in both cases?"
            )
            _expect(ctx, result, False, None, when, question)
            expect(
                failing.calls == TRIES,
                f"{when}, and `set_stock` was called {failing.calls} times",
                f"{TRIES} calls",
                "How often does your loop run?",
            )


@step("any other error of the database reaches the caller at once", fresh=True)
def other_errors(ctx):
    refused = ConnectionResetError("no reply")
    with small_shop() as shop:
        for error in (
            ValueError("the stock isn't a number"),
            IntegrityError("UPDATE", {}, refused),
            DBAPIError("UPDATE", {}, refused),
            InterfaceError("UPDATE", {}, refused),
            TimeoutError("no reply"),
            refused,
        ):
            name = type(error).__name__
            failing = Failing(ctx, shop, TRIES + 1, error=error)
            with raises(type(error), f"`set_stock` raised {name}", EXCEPT):
                ctx.answer.save_stock(failing, PRODUCT, NEW)
            expect(
                failing.calls == 1,
                f"`set_stock` raised {name}, and was called {failing.calls} times before the caller got it",
                "1 call: only an OperationalError is worth another attempt",
                "What would a second attempt change about an error of this kind?",
            )


@step("an error of Redis reaches the caller as well", fresh=True)
def errors_of_redis(ctx):
    def reaches_the_caller(crash):
        expect(
            crash.error is not None,
            f"{crash}, and `save_stock` returned",
            "the error of Redis, because your function can't tell what the cache holds now",
            EXCEPT,
        )

    with small_shop() as shop:
        for failures in (0, TRIES):
            failing = Failing(ctx, shop, failures)
            every_crash(
                ctx,
                call.save_stock(failing, PRODUCT, NEW),
                reaches_the_caller,
                setup=failing.moments.clear,
                how=("timeout",),
            )
