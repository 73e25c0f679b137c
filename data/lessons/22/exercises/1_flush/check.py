"""A batching worker."""

from collections import Counter

from helpers.exercises import call, every_order, expect, raises, step

OBJECTIVES = (1, 2)
KEYS = {"queue": None}
MOST_TRIPS = 2


class Save:
    """Stands in for the database: notes each call, and raises `error` if it has one."""

    def __init__(self, error=None):
        self.error = error
        self.forget()

    def forget(self):
        self.calls = []

    def __call__(self, views):
        expect(
            isinstance(views, dict),
            f"`save` was called with a {type(views).__name__}",
            "a dict that maps product IDs to counts",
            "What counts how often each value occurs?",
        )
        self.calls.append(dict(views))
        if self.error:
            raise self.error

    def total(self):
        return sum((Counter(views) for views in self.calls), Counter())

    def __repr__(self):
        return "save"


def _queue(ctx, ids):
    """These IDs as the whole queue, the first one the oldest."""
    ctx.r.delete("queue")
    ctx.r.lpush("queue", *ids)


def _left(ctx):
    """What's still in the queue, the oldest first."""
    return [int(one) for one in reversed(ctx.r.lrange("queue", 0, -1))]


@step("a batch is added up and saved with one call")
def batch(ctx):
    ids = [7, 3, 7, 7, 12] * 20
    _queue(ctx, ids)
    save = Save()
    number = ctx.answer.flush(save)
    expect(
        len(save.calls) == 1,
        f"100 IDs were waiting, and `save` was called {len(save.calls)} times",
        "1 call, which is one commit",
        "What do you collect before you call `save`?",
    )
    saved = save.calls[0]
    expect(
        all(type(one) is int for one in saved),
        f"`save` was called with {str(saved)[:60]}, whose product IDs are strings",
        "product IDs as `int`",
        "What type are the values that come from Redis?",
    )
    expect(
        saved == Counter(ids),
        f"`save` was called with {str(saved)[:60]}, not with how often each ID was in the batch",
        f"{dict(Counter(ids))}",
        "What happens in your code to a product that's in the batch three times?",
    )
    expect(
        type(number) is int and number == 100,
        f"100 IDs were taken, and `flush` returned {number!r}",
        "100",
        "How many IDs have you taken, and how many products are there?",
    )
    _queue(ctx, [0])
    save = Save()
    ctx.answer.flush(save)
    expect(
        save.calls == [{0: 1}],
        f"only ID 0 was waiting, and `save` was called with {str(save.calls)[1:-1] or 'nothing'}",
        "{0: 1}",
        "Is 0 an ID like any other?",
    )


@step("it takes the 100 oldest IDs, and leaves the others in the queue")
def oldest(ctx):
    for size in (250, 101, 100, 99, 1):
        ids = list(range(1, size + 1))
        _queue(ctx, ids)
        save = Save()
        number = ctx.answer.flush(save)
        saved = sorted(save.total())
        expect(
            len(saved) <= 100,
            f"{size} IDs were waiting, and one call saved {len(saved)} of them",
            "100 at most",
            "How large can a batch get if nothing limits it?",
        )
        expect(
            saved == ids[:100],
            f"the queue held 1 (the oldest) to {size}, and one call saved {_span(saved)}",
            _span(ids[:100]),
            "At which end does `LPUSH` add an ID, at which end is the oldest, and how many do you take?",
        )
        left = _left(ctx)
        expect(
            left == ids[100:],
            f"of {size} IDs, one call saved {_span(saved)}; the queue still holds {_span(left)}",
            f"{_span(ids[100:])}, in their old order",
            "Does your function remove exactly those IDs that it saves?",
        )
        expect(
            number == len(saved),
            f"one call saved {_span(saved)} and returned {number!r}",
            f"{len(saved)}",
            "How many IDs have you taken, and how many products are there?",
        )


def _span(ids):
    return f"{len(ids)} IDs ({ids[0]} to {ids[-1]})" if ids else "nothing"


@step("with an empty queue it returns 0 and saves nothing", fresh=True)
def empty(ctx):
    save = Save()
    number = ctx.answer.flush(save)
    expect(
        not save.calls,
        f"with an empty queue, `save` was called with {save.calls[0] if save.calls else ''}",
        "no call of `save`",
        "What would this commit contain?",
    )
    expect(
        type(number) is int and number == 0,
        f"with an empty queue, `flush` returned {number!r}",
        "0",
        "Which value does your function return if there's nothing to take?",
    )


@step(f"a call takes at most {MOST_TRIPS} round trips", fresh=True)
def trips(ctx):
    _queue(ctx, range(100))
    with ctx.watch() as asked:
        ctx.answer.flush(Save())
    expect(
        asked.round_trips <= MOST_TRIPS,
        f"for 100 IDs the function took {asked.round_trips} round trips",
        f"{MOST_TRIPS} round trips at most",
        "Which argument lets `RPOP` take several values?",
    )


@step("an error of the database reaches the caller, and the batch stays whole", fresh=True)
def error(ctx):
    ids = [7, 3, 7]
    _queue(ctx, ids)
    with raises(TimeoutError, "`save` raised TimeoutError", "Which errors does your function catch?"):
        ctx.answer.flush(Save(TimeoutError("the database didn't reply")))
    left = _left(ctx)
    expect(
        left in ([], ids),
        f"the queue held {ids} (the oldest first) when `save` failed, and holds {left} now",
        f"{ids}, if you put the batch back, or nothing, if you don't",
        "In which order do the IDs return to the queue, and at which end?",
    )
    _expect_error_survived(ctx)


def _expect_error_survived(ctx):
    """Let `save` fail with 103 IDs in the queue, and expect that the next calls know nothing of it."""
    ids, save = list(range(103)), Save(TimeoutError("the database didn't reply"))
    _queue(ctx, ids)
    with ctx.watch() as asked, raises(TimeoutError, "`save` raised TimeoutError", ""):
        ctx.answer.flush(save)
    expect(
        len(save.calls) == 1,
        f"when `save` failed, it was called {len(save.calls)} times",
        "1 call",
        "What did the exercise say about calling `save` again, and who decides that?",
    )
    expect(
        asked.round_trips <= MOST_TRIPS,
        f"when `save` failed, the call took {asked.round_trips} round trips",
        f"{MOST_TRIPS} round trips at most",
        "With how many commands does the batch return to the queue?",
    )
    left = _left(ctx)
    expect(
        left in (ids[100:], ids),
        "103 IDs were waiting when `save` failed, the oldest of them 0, 1 and 2; now the queue holds"
        f" {len(left)},"
        f" and its oldest are {', '.join(map(str, left[:3]))}",
        "all of them in their old order, if you put the batch back, or the other 3",
        "Which ID is the next that a worker takes?",
    )
    for _ in range(2):  # two processes make the calls in turn
        _queue(ctx, [5])
        save = Save()
        ctx.answer.flush(save)
        expect(
            save.calls == [{5: 1}],
            f"after a batch that failed, only ID 5 was waiting, and `save` was called with"
            f" {str(save.calls)[1:60]}",
            "{5: 1}",
            "What do your variables still hold when `save` has failed?",
        )


@step("two workers at the same moment save each ID once", fresh=True)
def together(ctx):
    ids, save = list(range(1, 121)), Save()

    def prepare():
        save.forget()
        _queue(ctx, ids)

    def each_once(results):
        saved, left = save.total(), _left(ctx)
        twice = sum(count > 1 for count in saved.values()) + len(set(saved) & set(left))
        lost = len(set(ids) - set(saved) - set(left))
        expect(
            not (twice or lost),
            f"of 120 IDs, two workers saved {twice} twice and lost {lost} in this order",
            "each ID saved once",
            "What can another worker do between your read of the IDs and their removal?",
        )
        expect(
            sum(results) == saved.total(),
            f"two workers saved {saved.total()} IDs and returned {results[0]!r} and {results[1]!r}",
            f"two numbers that add up to {saved.total()}",
            "How many IDs has this call taken itself?",
        )

    worker = call.flush(save)
    every_order(ctx, worker, worker, setup=prepare, holds=each_once)
