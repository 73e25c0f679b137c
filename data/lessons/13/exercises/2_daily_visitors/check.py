"""Daily visitors."""

from helpers.exercises import expect, step

OBJECTIVES = (1, 2, 4)
SECONDS = 10
MONTH = 30 * 24 * 3600  # seconds
THREADS, MANY = 8, 500
DAY, NEXT_DAY = "2025-06-01", "2025-06-02"


@step("a customer counts once a day")
def once(ctx):
    first, second = ctx.answer.count_visit(DAY, 7), ctx.answer.count_visit(DAY, 7)
    expect(
        ctx.r.exists(f"visitors:{DAY}") == 1,
        f"there is no key `visitors:{DAY}`",
        "the visitors of that day under this key",
        "Where does another process find who came?",
    )
    expect(
        first is True,
        f"`count_visit` returned {first!r} for the first visit of customer 7",
        "True",
        "What does the server answer when it adds a member, and what makes a `bool` of it?",
    )
    expect(
        second is False,
        f"`count_visit` returned {second!r} for the second visit of customer 7",
        "False",
        "Which answer of the server tells a new member from an old one?",
    )
    other = ctx.answer.count_visit(NEXT_DAY, 7)
    expect(
        other is True,
        f"on the next day, the first visit of customer 7 returned {other!r}",
        "True",
        "What is in the name of the key, so that each day begins anew?",
    )
    ctx.answer.count_visit(DAY, 8)
    number = ctx.answer.visitors(DAY)
    expect(
        number == 2,
        f"customers 7 and 8 came, and that 7 came again made it {number!r} visitors",
        "2",
        "Which type keeps a member once, however often it is added?",
    )
    nobody = ctx.answer.visitors("1999-12-31")
    expect(
        nobody == 0,
        f"for a day without visitors it returned {nobody!r}",
        "0",
        "Which count is right for no key?",
    )


@step("the day is kept for 30 days after its last visit, of whomever", fresh=True)
def ends(ctx):
    ctx.answer.count_visit(DAY, 7)
    ctx.expect_ttl(f"visitors:{DAY}", MONTH, "Which command gives the day's key an end?")
    for customer, who in ((8, "a later visit"), (7, "another visit of the same customer")):
        ctx.r.expire(f"visitors:{DAY}", 60)
        ctx.answer.count_visit(DAY, customer)
        left = ctx.r.ttl(f"visitors:{DAY}")
        expect(
            MONTH - 2 <= left <= MONTH,
            f"the day had a minute left, and after {who} its `TTL` is {left}",
            f"{MONTH} s again",
            "Which visits move the end?",
        )


@step(f"{THREADS} requests of one customer: one is the first", fresh=True)
def threads(ctx):
    for customer in range(5):
        told = ctx.together(THREADS, lambda _, customer=customer: ctx.answer.count_visit(DAY, customer))
        expect(
            told.count(True) == 1,
            f"of {THREADS} requests at the same time, {told.count(True)} were told that they are the first",
            "exactly 1",
            "What can another request do between your question and your command?",
        )


@step("who came on every day is counted on the server", fresh=True)
def every_day(ctx):
    for day, customers in {DAY: range(60), NEXT_DAY: range(20, 80), "2025-06-03": range(40, 90)}.items():
        for customer in customers:
            ctx.answer.count_visit(day, customer)
    with ctx.watch() as asked:
        number = ctx.answer.regulars([DAY, NEXT_DAY, "2025-06-03"])
    wrong = {90: ", who came on any of the days", 170: ": it added up the visitors of each day"}
    expect(
        number == 20,
        f"of three days, `regulars` returned {number!r}{wrong.get(number, '')}",
        "20",
        "Which customers are in all of the sets?",
    )
    fetched = [name for name in ("sinter", "smembers", "sunion", "sdiff", "sscan") if asked.counts[name]]
    expect(
        not fetched,
        f"the numbers of the customers were fetched, by `{', '.join(fetched).upper()}`, to count them",
        "a reply that is the count",
        "Which command has the count as its answer?",
    )
    alone = ctx.answer.regulars([DAY])
    expect(
        alone == 60,
        f"for one day, `regulars` returned {alone!r}",
        "60",
        "Who came on every day, if it is one?",
    )


@step(f"{MANY} visitors take at most 8,000 bytes", fresh=True)
def small(ctx):
    for customer in range(1000, 1000 + 50 * MANY, 50):
        ctx.answer.count_visit(DAY, customer)
    size = sum(ctx.r.memory_usage(key, samples=0) for key in ctx.r.scan_iter())
    expect(
        size <= 8000,
        f"it takes {size:,} bytes for {MANY} visitors",
        "at most 8,000",
        "What kind of members does Redis keep most compactly, and what are yours?",
    )
    number = ctx.answer.visitors(DAY)
    expect(
        number == MANY,
        f"{MANY} customers came, and `visitors` returned {number!r}",
        f"{MANY}",
        "Who is missing?",
    )
