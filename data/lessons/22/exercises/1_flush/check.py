"""A batching worker."""

from collections import Counter

from helpers.exercises import expect, step

OBJECTIVES = (1, 2)
WORKERS, CALLS = 4, 5


class Database:
    """What `save` was told: a list of dicts."""

    def __init__(self):
        self.told = []

    def save(self, views):
        expect(
            isinstance(views, dict),
            f"`save` was given a {type(views).__name__}",
            "a dict: product number to count",
            "What counts how often each value occurs?",
        )
        self.told.append(dict(views))

    def total(self):
        return sum((Counter(views) for views in self.told), Counter())


def _queue(ctx, notes):
    """These notes as the whole queue, the first one the oldest."""
    ctx.r.delete("queue")
    ctx.r.lpush("queue", *notes)


@step("a batch is added up and saved with one call")
def batch(ctx):
    notes = [7, 3, 7, 7, 12] * 20
    _queue(ctx, notes)
    database = Database()
    answer = ctx.answer.flush(database.save)
    expect(
        len(database.told) == 1,
        f"100 notes were waiting, and `save` was called {len(database.told)} times",
        "1 call, which is one commit",
        "What do you collect before you call `save`?",
    )
    told = database.told[0]
    expect(
        all(isinstance(number, int) for number in told),
        f"`save` was told {str(told)[:60]}, with product numbers as text",
        "product numbers as `int`",
        "What type has everything that comes from Redis?",
    )
    expect(
        told == Counter(notes),
        f"`save` was told {str(told)[:60]}, not how often each of them was in the batch",
        f"{dict(Counter(notes))}",
        "What becomes of a product that is in the batch three times?",
    )
    expect(
        answer == 100,
        f"100 notes were taken, and `flush` returned {answer!r}",
        "100",
        "How many notes have you taken, and how many products are there?",
    )


@step("it takes the 100 oldest, and leaves the others")
def oldest(ctx):
    _queue(ctx, range(1, 251))
    database = Database()
    answers = [ctx.answer.flush(database.save) for _ in range(3)]
    expect(
        answers == [100, 100, 50],
        f"250 notes were waiting, and three calls returned {answers}",
        "[100, 100, 50]",
        "How large may a batch become if nothing bounds it?",
    )
    first = sorted(database.told[0])
    expect(
        first == list(range(1, 101)),
        f"the first batch was {first[0]} to {first[-1]}: the newest, while 1 is the oldest note",
        "1 to 100",
        "At which end does `LPUSH` leave a note, and at which end is the oldest one?",
    )


@step("an empty queue is 0, and nothing is saved", fresh=True)
def empty(ctx):
    database = Database()
    answer = ctx.answer.flush(database.save)
    expect(
        not database.told,
        f"with an empty queue `save` was told {database.told[0] if database.told else ''}",
        "no call of `save`",
        "What would a commit be for?",
    )
    expect(answer == 0, f"with an empty queue `flush` returned {answer!r}", "0", "How many were taken?")


@step("at most two trips to Redis", fresh=True)
def trips(ctx):
    _queue(ctx, range(100))
    with ctx.watch() as asked:
        ctx.answer.flush(Database().save)
    expect(
        asked.round_trips <= 2,
        f"for 100 notes the function made {asked.round_trips} trips to Redis",
        "2 trips at most",
        "Which argument lets `RPOP` take several?",
    )


@step("several workers save each note once", fresh=True)
def together(ctx):
    notes = range(WORKERS * CALLS * 100)
    _queue(ctx, notes)
    databases = [Database() for _ in range(WORKERS)]

    def work(i):
        return sum(ctx.answer.flush(databases[i].save) for _ in range(CALLS))

    ctx.together(WORKERS, work)
    saved = sum((database.total() for database in databases), Counter())
    twice = sum(count > 1 for count in saved.values())
    expect(
        saved == Counter(notes),
        f"{WORKERS} workers at the same moment, {len(notes):,} notes: {twice:,} were saved more than once,"
        f" {len(notes) - len(saved):,} never",
        "each note once",
        "What can another worker do between your look at the notes and their removal?",
    )


@step("nobody comes between the look at the notes and their removal", fresh=True)
def one_step(ctx):
    _queue(ctx, range(100))
    ctx.answer.flush(Database().save)
    names = [command.split()[0].upper() for command in ctx.asked()]
    expect(
        "LRANGE" not in names or {"MULTI", "EVAL", "EVALSHA"}.intersection(names),
        f"your function sent {', '.join(names)}: in one trip perhaps, and still two commands between which"
        " the server may serve another worker",
        "a look and a removal that are one step for the server",
        "What does `transaction=False` leave out of a pipeline, and which one command takes and returns?",
    )
