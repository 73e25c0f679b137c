"""A payment that can be retried."""

from helpers.exercises import (
    asking,
    call,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    gaps,
    other,
    step,
    twin,
)

OBJECTIVES = (2, 4)
DAY = 24 * 60 * 60
KEYS = {"balance:*": None, "payment:*": DAY}
BALANCE, PAYMENT = "balance:ana", "payment:r1"
PAUSED = "If the process is paused for longer than a lock lives, what still protects the balance?"
KNOWS = "How does the second call know what became of the first one, if another process made it?"


def calls(g):
    if g.choice([True, False, False]):
        return other.incrby(f"balance:{g.choice(['ana', 'bo'])}", g.choice([1, 50, 1000]))
    request, amount = g.choice(["r1", " r1", "R1", g.text()]), g.choice([1, 9, 10, 100])
    # a request belongs to one customer and has one amount
    return call.pay(f"{request} {amount}", "ana" if amount < 10 else "bo", amount)


@step("the first call takes the amount and returns the new balance")
def first(ctx):
    ctx.r.set(BALANCE, 500)
    left = ctx.answer.pay("r1", "ana", 120)
    expect_key(ctx, BALANCE, "string", "380", "What does the customer have after the payment?")
    expect(
        type(left) is int and left == 380,
        f"the payment returned {left!r}",
        "380",
        "Which type do you return?",
    )


@step("a retry takes nothing and returns what the first call returned", fresh=True)
def retry(ctx):
    ctx.r.set(BALANCE, 500)
    results = [ctx.answer.pay("r1", "ana", 120)]
    ctx.another_process()
    results.append(ctx.answer.pay("r1", "ana", 120))
    expect(
        results == [380, 380] and ctx.r.get(BALANCE) == "380",
        f"two calls with the same request returned {results}, and the balance went from 500 to"
        f" {ctx.r.get(BALANCE)}",
        "[380, 380], and a balance of 380",
        KNOWS,
    )
    ctx.r.set(BALANCE, 1000)
    result = ctx.answer.pay("r1", "ana", 120)
    expect(
        result == 380,
        f"the first call returned 380, then the balance changed to 1000, and a retry returned {result!r}",
        "380",
        "For a retry, where is the first call's result?",
    )


@step("a payment that was refused stays refused", fresh=True)
def refused(ctx):
    ctx.r.set(BALANCE, 100)
    results = [ctx.answer.pay("r1", "ana", 120)]
    ctx.r.set(BALANCE, 500)
    results.append(ctx.answer.pay("r1", "ana", 120))
    expect(
        results == [None, None] and ctx.r.get(BALANCE) == "500",
        f"with a balance of 100, a payment of 120 returned {results[0]!r}; then the balance was 500, a retry"
        f" returned {results[1]!r}, and the balance is {ctx.r.get(BALANCE)}",
        "None both times, and a balance of 500",
        "What does a retry find if the first call was refused?",
    )


@step("the balance may become 0, and a missing one is 0", fresh=True)
def zero(ctx):
    ctx.r.set(BALANCE, 120)
    results = [ctx.answer.pay("r1", "ana", 120), ctx.answer.pay("r1", "ana", 120)]
    expect(
        results == [0, 0],
        f"with a balance of 120, a payment of 120 and its retry returned {results}",
        "[0, 0]",
        "How do you tell a balance of 0 from a refusal?",
    )
    result = ctx.answer.pay("r2", "bo", 1)
    expect(
        result is None and not ctx.r.exists("balance:bo"),
        f"a payment without a balance returned {result!r}, and then the balance is"
        f" {ctx.r.get('balance:bo')!r}",
        "None, and no key for the balance",
        "What does `GET` reply for a missing key?",
    )


@step("a request is remembered for 24 hours from its first call", fresh=True)
def remembered(ctx):
    ctx.r.set(BALANCE, 500)
    ctx.answer.pay("r1", "ana", 120)
    expect_ttl(ctx, PAYMENT, DAY, "For how long is the request remembered, and what then?")
    ctx.r.expire(PAYMENT, 1000)
    ctx.answer.pay("r1", "ana", 120)
    expect(
        ctx.r.ttl(PAYMENT) <= 1000,
        f"the request was remembered for 1,000 s more; after a retry it's {ctx.r.ttl(PAYMENT):,} s",
        "an unchanged TTL",
        "From which call do the 24 hours count?",
    )
    ctx.answer.pay("r2", "ana", 10_000)
    expect_ttl(ctx, "payment:r2", DAY, "Is a refusal remembered for as long as a payment?")
    ctx.r.expire("payment:r2", 1000)
    ctx.answer.pay("r2", "ana", 10_000)
    expect(
        ctx.r.ttl("payment:r2") <= 1000,
        f"the refusal was remembered for 1,000 s more; after a retry it's {ctx.r.ttl('payment:r2'):,} s",
        "an unchanged TTL",
        "Does a refusal's TTL start again with each retry?",
    )


@step("any sequence of payments, retries and deposits gives the right balances", fresh=True)
def any_sequence(ctx):
    # not `ordered`: the solution mustn't read what the answer keeps of a request, and the other way around
    twin(ctx, calls, keys=("balance:*",), ordered=False)


@step("two calls with the same request at the same moment charge once", fresh=True)
def at_once(ctx):
    def once(results):
        held = ctx.r.get(BALANCE)
        expect(
            held == "380",
            f"two calls with the same request left a balance of {held} of 500",
            "380",
            "Both calls ask whether the request is known. When do they ask, and when does it become known?",
        )
        expect(
            results == [380, 380],
            f"two calls with the same request returned {results}",
            "[380, 380]",
            "What does the second call return if the request is marked as paid, and not paid yet?",
        )

    payment = call.pay("r1", "ana", 120)
    every_order(ctx, payment, payment, setup=lambda: ctx.r.set(BALANCE, 500), holds=once)


@step("two payments of one customer at the same moment don't overdraw the balance", fresh=True)
def two_payments(ctx):
    every_order(
        ctx,
        call.pay("r1", "ana", 120),
        call.pay("r2", "ana", 120),
        setup=lambda: ctx.r.set(BALANCE, 200),
        keys=("balance:*",),
        question="What if another payment of the same customer comes between your check and your write?",
    )


def _expire_locks(ctx):
    """A lock that the answer may have taken expires."""
    for key in ctx.r.keys("*lock*"):
        ctx.r.delete(key)


@step("after a crash or a lost reply, a retry charges once and returns the truth", fresh=True)
def crash(ctx):
    def retried(crash):
        _expire_locks(ctx)
        before = ctx.r.get(BALANCE)
        result, held = ctx.answer.pay("r1", "ana", 120), ctx.r.get(BALANCE)
        expect(
            held != "260",
            f"{crash}; after a retry the balance is {held} of 500",
            "380: one payment of 120",
            "Can a payment be paid, and not marked as paid?",
        )
        expect(
            result == 380 and held == "380",
            f"{crash}, and the balance was {before} of 500; a retry returned {result!r} and left {held}",
            "380, and a balance of 380",
            "Can a request be marked as paid, and not paid?",
        )

    payment = call.pay("r1", "ana", 120)
    every_crash(ctx, payment, retried, setup=lambda: ctx.r.set(BALANCE, 500))


@step("after a long pause, a process doesn't charge again what a retry has charged", fresh=True)
def paused(ctx):
    def retried():
        _expire_locks(ctx)
        ctx.answer.pay("r1", "ana", 120)

    def charged_once(gap):
        held = ctx.r.get(BALANCE)
        expect(
            held == "380" and gap.result == 380,
            f"a process was paused right before `{gap}`, and a retry was served meanwhile; then the paused"
            f" call returned {gap.result!r}, and the balance is {held} of 500",
            "380, and a balance of 380",
            PAUSED,
        )

    with asking(PAUSED, "LockError", "LockNotOwnedError"):
        gaps(ctx, call.pay("r1", "ana", 120), retried, charged_once, setup=lambda: ctx.r.set(BALANCE, 500))

    def deposited_and_retried():
        ctx.r.incrby(BALANCE, 400)
        retried()

    def all_the_same(gap):
        held, later = ctx.r.get(BALANCE), ctx.answer.pay("r1", "ana", 120)
        expect(
            (gap.result, held, later) in ((380, "380", 380), (None, "500", None)),
            f"the balance was 100, and a process paused right before `{gap}`; then 400 were paid in"
            f" and a retry was served; the paused call returned {gap.result!r}, another retry {later!r}, and"
            f" the balance is {held}",
            "380 each time and 380 left, or None each time and 500 left",
            "Is a refusal decided in one step, and stored in another?",
        )

    with asking(PAUSED, "LockError", "LockNotOwnedError"):
        poor = {"setup": lambda: ctx.r.set(BALANCE, 100)}
        gaps(ctx, call.pay("r1", "ana", 120), deposited_and_retried, all_the_same, **poor)
