"""Single flight with a token."""

import json
import time

from helpers.exercises import (
    asking,
    call,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    gaps,
    raises,
    step,
)

OBJECTIVES = (2, 5)
SECONDS = 8
KEY, LOCK = "report", "lock:report"
KEYS = {KEY: 300, LOCK: 10}
VALUE = [{"id": 24, "sold": 815}]
OTHER = "another visitor's token"
SLOW = 0.7  # s that a report takes on a bad day
DEAD = 1000  # ms that the lock of a crashed visitor has left


class Compute:
    """Stands in for the report: counts its runs, notes the token of the lock, and does `meanwhile`."""

    def __init__(self, ctx, value=VALUE, meanwhile=lambda: None):
        self.ctx, self.value, self.meanwhile = ctx, value, meanwhile
        self.forget()

    def forget(self):
        self.tokens = []

    @property
    def runs(self):
        return len(self.tokens)

    def __call__(self):
        self.tokens.append(self.ctx.r.get(LOCK))
        self.meanwhile()
        return self.value

    def __repr__(self):
        return "compute"


def hurry():
    """In the answer's process: a second takes a tenth of one, for code that waits only so long."""
    import time

    def faster(clock):
        return lambda: 10 * clock()

    for name in ("time", "monotonic", "perf_counter"):
        setattr(time, name, faster(getattr(time, name)))
    sleep = time.sleep
    time.sleep = lambda seconds: sleep(seconds / 10)


@step("a miss runs `compute` and stores its value as JSON for 300 s")
def miss(ctx):
    compute = Compute(ctx)
    value = ctx.answer.get_or_compute(KEY, compute)
    expect(
        value == VALUE and compute.runs == 1,
        f"with an empty cache it returned {value!r} and ran `compute` {compute.runs} times",
        f"{VALUE!r}, and 1 run",
        "What does the visitor who did the work return?",
    )
    held = expect_key(ctx, KEY, "string", question="Where do the others look for the value?")
    expect(
        _decoded(held) == VALUE,
        f"`{KEY}` holds {held!r}",
        f"the JSON of {VALUE!r}",
        "In which format do the others expect the value?",
    )
    expect_ttl(ctx, KEY, 300, "For how long may the value be used?")
    ctx.r.expire(KEY, 100)
    ctx.answer.get_or_compute(KEY, compute)
    expect(
        ctx.r.ttl(KEY) <= 100,
        f"`{KEY}` had 100 s to live; after a hit it has {ctx.r.ttl(KEY)} s",
        "an unchanged TTL: it expires 300 s after it was computed",
        "When is the report computed again, if a visitor asks for it every minute?",
    )


def _decoded(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


@step("a hit doesn't run `compute`, whatever the value is")
def hit(ctx):
    for value in (VALUE, 0, [], None, False, ""):
        ctx.r.flushall()
        compute = Compute(ctx, value)
        seen = [ctx.answer.get_or_compute(KEY, compute) for _ in range(3)]
        expect(
            seen == [value] * 3 and compute.runs == 1,
            f"`compute` returns {value!r}; three calls returned {seen} and ran it {compute.runs} times",
            f"{value!r} each time, and 1 run",
            "Which reply of `GET` is the only one that means a miss?",
        )


@step("the lock has a TTL and a token of its own for each call, and is released afterwards", fresh=True)
def lock(ctx):
    left = []
    compute = Compute(ctx, meanwhile=lambda: left.append(ctx.r.pttl(LOCK)))
    for _ in range(2):
        ctx.r.delete(KEY)
        ctx.answer.get_or_compute(KEY, compute)
        expect(
            left[-1] != -2,
            f"while `compute` was running, there was no `{LOCK}`",
            "the lock, for the others to see",
            "How does the second visitor learn that the first one is computing the value?",
        )
        expect(
            0 < left[-1] <= 10_000,
            f"while `compute` was running, `PTTL {LOCK}` was {left[-1]}",
            "a TTL of at most 10 s",
            "What removes the lock of a visitor whose process has crashed?",
        )
        expect(
            not ctx.r.exists(LOCK),
            f"the value is stored, and `{LOCK}` is still there",
            "no lock",
            "When can a visitor compute the value again, once this one has expired?",
        )
    expect(
        compute.tokens[0] != compute.tokens[1],
        f"in two calls, `{LOCK}` held the same token: {compute.tokens[0]!r}",
        "a different token for each call",
        "How does a visitor recognize its own lock, if all of them hold the same token?",
    )


@step("two visitors at the same moment run `compute` once, and both get the value", fresh=True)
def two_visitors(ctx):
    compute = Compute(ctx)

    def once(results):
        again = compute.runs > 1 and _stored_before_the_lock(ctx.order.story.steps)
        expect(
            compute.runs <= 1,
            f"in this order `compute` ran {compute.runs} times"
            + ("; the second visitor got the lock when the value was stored already" if again else ""),
            "1 run",
            "What may have happened between your look at the cache and the moment you got the lock?"
            if again
            else "What keeps the second visitor from computing while the first one does, at every moment?",
        )
        expect(
            results == [VALUE, VALUE],
            f"in this order the visitors got {results[0]!r} and {results[1]!r}",
            f"{VALUE!r} for both",
            "What does a visitor do that doesn't get the lock, and until when?",
        )

    visitor = call.get_or_compute(KEY, compute)
    every_order(ctx, visitor, visitor, setup=compute.forget, holds=once)


def _stored_before_the_lock(steps):
    """Whether the visitor that computed last had got the lock when the other one had stored the value."""
    at = max(place for place, one in enumerate(steps) if one.text.startswith("compute"))
    locks = [
        place for place, one in enumerate(steps[:at]) if one.client == steps[at].client and LOCK in one.text
    ]
    stored = [place for place, one in enumerate(steps) if f"SET {KEY} " in one.text]
    return bool(locks and stored and stored[0] < locks[-1])


@step("a lock that belongs to another visitor by now is left alone", fresh=True)
def not_mine(ctx):
    def lose():
        ctx.r.set(LOCK, OTHER, px=5000)

    def fail():
        lose()
        raise TimeoutError("the database didn't reply")

    for meanwhile, when in (
        (lose, "`compute` was running"),
        (fail, "`compute` was running, and then failed"),
    ):
        ctx.r.flushall()
        with asking(
            "The value is there: does its caller have to know that the lock expired?", "no longer owned"
        ):
            try:
                ctx.answer.get_or_compute(KEY, Compute(ctx, meanwhile=meanwhile))
            except TimeoutError:
                pass
        expect(
            ctx.r.get(LOCK) == OTHER,
            f"while {when}, the lock expired and another visitor took it; afterwards it was gone",
            "the other visitor's lock, untouched",
            "Whose lock does your function release?",
        )


@step("comparing the token and releasing the lock is one step", fresh=True)
def one_step(ctx):
    compute, taken = Compute(ctx), []

    def another_visitor_takes_the_lock():
        taken.append(compute.runs)
        if compute.runs:
            ctx.r.set(LOCK, OTHER, px=5000)

    def untouched(gap):
        expect(
            not taken[-1] or ctx.r.get(LOCK) == OTHER,
            f"the lock expired and another visitor took it right before your `{gap}`; afterwards it was gone",
            "the other visitor's lock, untouched",
            "Which command can compare the token and release the lock, so that nothing comes between?",
        )

    gaps(
        ctx,
        call.get_or_compute(KEY, compute),
        another_visitor_takes_the_lock,
        untouched,
        setup=compute.forget,
    )


@step("an error of `compute` reaches the caller, and the next visitor can compute at once", fresh=True)
def fails(ctx):
    def fail():
        raise TimeoutError("the database didn't reply")

    with raises(TimeoutError, "`compute` raised TimeoutError", "Which errors does your function catch?"):
        ctx.answer.get_or_compute(KEY, Compute(ctx, meanwhile=fail))
    expect(
        not ctx.r.exists(LOCK),
        f"after `compute` had failed, `{LOCK}` was still there",
        "no lock",
        "Which lines run after an error, and which don't?",
    )
    expect(
        not ctx.r.exists(KEY),
        f"after `compute` had failed, `{KEY}` holds {ctx.r.get(KEY)!r}",
        "no value",
        "What does the next visitor get from the cache after an error?",
    )


@step("a crash leaves no key without its TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.get_or_compute(KEY, Compute(ctx)), lambda crash: None, how=("killed",))


@step("the lock of a crashed visitor blocks the others until it expires, and no longer", fresh=True)
def crashed_holder(ctx):
    ctx.r.set(LOCK, OTHER, px=DEAD)
    began, ran = time.monotonic(), []
    compute = Compute(ctx, meanwhile=lambda: ran.append(passed()))

    def passed():
        return 1000 * (time.monotonic() - began)

    def look(commands):
        token, left = ctx.r.get(LOCK), ctx.r.pttl(LOCK)
        expect(
            token != OTHER or left <= DEAD - passed() + 200,
            f"a crashed visitor's lock expires in {left} ms: your function set its TTL again as it waited",
            "a lock that only its holder renews",
            "Which command of yours runs on every attempt, and what does it do to another visitor's lock?",
        )
        expect(
            token == OTHER or passed() > 0.8 * DEAD or ran,
            "your function has replaced the token of another visitor's lock while it waited",
            "another visitor's lock, untouched",
            "Which option lets `SET` write only if there is no key?",
        )

    with ctx.before_each_call(hurry), ctx.before_each_trip(look):
        value = ctx.answer.get_or_compute(KEY, compute)
    expect(
        value == VALUE and compute.runs == 1,
        f"a visitor crashed while it held the lock; the next one returned {value!r} and ran `compute`"
        f" {compute.runs} times",
        f"{VALUE!r} once the lock has expired, and 1 run",
        "What does a visitor do after its sleep, if there is neither a value nor a lock?",
    )
    expect(
        ran[0] > 0.8 * DEAD,
        f"another visitor's lock had {DEAD:,} ms left, and `compute` ran after {ran[0]:.0f} ms",
        "a visitor that waits until the value is there, or the lock has expired",
        "May a visitor compute the value without the lock, however long it has waited?",
    )


@step(f"the lock lasts as long as a slow `compute`, {1000 * SLOW:.0f} ms", fresh=True)
def slow(ctx):
    left = []

    def take_time():
        left.append(ctx.r.pttl(LOCK))
        time.sleep(SLOW)
        left.append(ctx.r.pttl(LOCK))

    ctx.answer.get_or_compute(KEY, Compute(ctx, meanwhile=take_time))
    expect(
        left[-1] > 0,
        f"`compute` took {1000 * SLOW:.0f} ms; when it began, the lock had {left[0]} ms left, and when it"
        " returned, the lock was gone",
        "a lock that's there until the value is stored",
        "For how long does the lock have to keep the others out?",
    )
