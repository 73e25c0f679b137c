"""Daily visitors."""

from helpers.exercises import call, cases, every_crash, every_order, expect, expect_ttl, step, twin

OBJECTIVES = (1, 2, 4)
MONTH = 30 * 24 * 3600  # seconds
KEYS = {"visitors:*": MONTH}
MANY = 500
DAY, NEXT_DAY, THIRD_DAY = "2025-06-01", "2025-06-02", "2025-06-03"
FETCHES = {"SINTER", "SMEMBERS", "SUNION", "SDIFF", "SSCAN", "SRANDMEMBER", "GET", "GETRANGE", "MGET", "DUMP"}
TEMPORARY = "Which key do two calls at the same moment share, and what deletes it if one crashes?"


def calls(g):
    day = g.choice([DAY, DAY, NEXT_DAY, THIRD_DAY])
    kind = g.choice(["visit", "visit", "visit", "visitors", "regulars"])
    if kind == "visit":
        return call.count_visit(day, g.choice([0, 7, 8, 12, 29_999]))
    if kind == "visitors":
        return call.visitors(g.choice([day, "1999-12-31"]))
    return call.regulars(g.sample([DAY, NEXT_DAY, THIRD_DAY, "1999-12-31"], g.randint(1, 3)))


@step("each customer counts once a day")
def once(ctx):
    first, second = ctx.answer.count_visit(DAY, 7), ctx.answer.count_visit(DAY, 7)
    expect(
        ctx.r.exists(f"visitors:{DAY}") == 1,
        f"there is no key `visitors:{DAY}`",
        "the visitors of that day in this key",
        "Where does another process find who came?",
    )
    expect(
        first is True,
        f"`count_visit` returned {first!r} for the first visit of customer 7",
        "True",
        "What does the server reply when it adds a member, and how do you make a `bool` of it?",
    )
    expect(
        second is False,
        f"`count_visit` returned {second!r} for the second visit of customer 7",
        "False",
        "Which reply distinguishes a new member from an old one?",
    )
    next_day = ctx.answer.count_visit(NEXT_DAY, 7)
    expect(
        next_day is True,
        f"on the next day, the first visit of customer 7 returned {next_day!r}",
        "True",
        "What's in the name of the key, so that each day starts at 0?",
    )
    ctx.answer.count_visit(DAY, 8)
    number = ctx.answer.visitors(DAY)
    expect(
        number == 2,
        f"customer 7 came twice and customer 8 once, and `visitors` returned {number!r}",
        "2",
        "Which type contains a member only once, however often you add it?",
    )
    cases(ctx.answer.visitors, [(("1999-12-31",), 0)], "What do you return if the key doesn't exist?")


@step("each visit sets the TTL of its day to 30 days", fresh=True)
def expires(ctx):
    ctx.answer.count_visit(DAY, 7)
    expect_ttl(ctx, f"visitors:{DAY}", MONTH, "Which command sets the TTL of the day's key?")
    others, same = "another customer's visit", "a second visit of the same customer"
    for customer, which, had, seconds, question in (
        (8, others, "a minute", 60, "Which visits set the TTL?"),
        (7, same, "a minute", 60, "Which visits set the TTL?"),
        (7, same, "all but an hour of its 30 days", MONTH - 3600, "Which visits don't set the TTL, and why?"),
    ):
        ctx.r.expire(f"visitors:{DAY}", seconds)
        ctx.answer.count_visit(DAY, customer)
        left = ctx.r.ttl(f"visitors:{DAY}")
        expect(
            MONTH - 2 <= left <= MONTH,
            f"the day had {had} left, and after {which} its `TTL` is {left}",
            f"{MONTH} s again",
            question,
        )


@step("`regulars` counts on the server who came on every day", fresh=True)
def every_day(ctx):
    for day, customers in {DAY: range(150), NEXT_DAY: range(20, 170), THIRD_DAY: range(30, 150)}.items():
        for customer in customers:
            ctx.answer.count_visit(day, customer)
    with ctx.watch() as asked:
        number = ctx.answer.regulars([DAY, NEXT_DAY, THIRD_DAY])
    wrong = {170: ", who came on any of the days", 420: ": it added up the visitors of each day"}
    expect(
        number == 120,
        f"of three days, `regulars` returned {number!r}{wrong.get(number, '')}",
        "120",
        "Which customers are in all of the sets, and do you count all of them?",
    )
    sent = {command.split()[0].upper() for command in asked.commands}
    expect(
        not sent & FETCHES,
        f"`regulars` fetched data of the customers with `{', '.join(sorted(sent & FETCHES))}`",
        "a reply that is the count",
        "Which command returns the count instead of the members?",
    )
    cases(ctx.answer.regulars, [(([DAY],), 150)], "Who came on every day, if it's a single day?")
    question = "Who came on every day, if there's no key for one of them?"
    cases(ctx.answer.regulars, [(([DAY, "1999-12-31"],), 0)], question)


@step(f"{MANY} visitors take at most 8,000 bytes", fresh=True)
def small(ctx):
    for customer in range(1000, 1000 + 50 * MANY, 50):
        ctx.answer.count_visit(DAY, customer)
    keys = ctx.keys()
    size = sum(ctx.r.memory_usage(key, samples=0) for key in keys)
    expect(
        size <= 8000,
        f"it takes {size:,} bytes for {MANY} visitors",
        "at most 8,000",
        "Which members can Redis store most compactly, and what are yours?",
    )
    number = ctx.answer.visitors(DAY)
    expect(
        number == MANY,
        f"{MANY} customers came, and `visitors` returned {number!r}",
        f"{MANY}",
        "Who is missing?",
    )


@step("any sequence of calls counts the right visitors", fresh=True)
def any_sequence(ctx):
    twin(
        ctx,
        calls,
        free=True,
        length=30,
        questions={"reply": "Which customers came on these days, and which calls have counted them?"},
    )


@step("calls at the same moment give what one call after the other gives", fresh=True)
def at_the_same_moment(ctx):
    def two_days():
        for day, customers in ((DAY, (1, 2, 3)), (NEXT_DAY, (2, 3)), (THIRD_DAY, (3, 4))):
            for customer in customers:
                ctx.answer.count_visit(day, customer)

    visit = call.count_visit(DAY, 7)
    question = "What can another request do between your check and your add?"
    every_order(ctx, visit, visit, question=question, setup=two_days)
    every_order(ctx, visit, call.count_visit(DAY, 8), question=question, setup=two_days)
    both = call.regulars([DAY, NEXT_DAY]), call.regulars([NEXT_DAY, THIRD_DAY])
    every_order(ctx, *both, question=TEMPORARY, setup=two_days)


@step("a crash leaves no other key and no day without its TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.count_visit(NEXT_DAY, 7), lambda crash: None)

    def no_other_key(crash):
        left = sorted(set(ctx.keys()) - {f"visitors:{DAY}", f"visitors:{NEXT_DAY}"})
        expect(
            not left,
            f"{crash}; then the key `{left[0] if left else ''}` is left",
            "the two days alone",
            TEMPORARY,
        )

    def days():
        ctx.answer.count_visit(DAY, 7)
        ctx.answer.count_visit(NEXT_DAY, 7)

    every_crash(ctx, call.regulars([DAY, NEXT_DAY]), no_other_key, setup=days)
