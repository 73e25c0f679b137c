"""A sliding rate."""

from helpers.exercises import (
    call,
    cases,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    step,
    twin,
)

OBJECTIVES = (1,)
KEYS = {"rate:*": 120}
TRIPS = {"hit": 1, "rate": 1}
NOON = 1_751_371_200
LATER = NOON + 0.75
SECOND = "Which second does `now` belong to, in the name of your key?"
WINDOW = "Which seconds belong to the minute before `now`, and do you include that of `now` itself?"


@step("a request is counted in the key of its page and its second, which expires 120 s later")
def counted(ctx):
    for moment in (LATER, NOON, NOON + 1):
        ctx.answer.hit("cart", moment)
    key = f"rate:cart:{NOON}"
    expect(
        list(ctx.keys()) or not any("EXPIREAT" in command.upper() for command in ctx.asked()),
        "after three requests in 2025, the server holds no key at all",
        f"a string `{key}`",
        "By whose clock does your command set the moment of expiry, and is that moment past?",
    )
    expect(
        list(ctx.keys()),
        "after three requests, the server holds no key at all",
        f"a string `{key}`",
        "Where would another process find the count?",
    )
    held = expect_key(ctx, key, "string", question=SECOND)
    expect(
        held == "2",
        f"after two requests in second {NOON} and one in the next, `{key}` holds {held!r}",
        "'2'",
        SECOND,
    )
    expect(
        ctx.r.ttl(key) != -1,
        f"`TTL {key}` is -1: the key never expires",
        "a TTL of 120 s",
        "What removes the counters of last week?",
    )
    expect_ttl(ctx, key, 120, "In which unit, and from which moment on, does this key live?")


@step("the rate is the requests of 60 seconds, divided by 60")
def rate(ctx):
    rate = ctx.answer.rate("cart", LATER + 1)
    expect(
        rate != 2 / 60,
        "after two requests in one second and one in the next, at which `now` is, `rate` returned 2 / 60",
        "3 / 60",
        WINDOW,
    )
    expect(
        rate == 3 / 60,
        f"after three requests, `rate` returned {rate!r}",
        f"{3 / 60}, which is 3 / 60",
        "How long is the window, and in which unit is the rate?",
    )
    key = f"rate:cart:{NOON}"
    ctx.r.set(key, 1236, ex=50)
    rate = ctx.answer.rate("cart", LATER + 1)
    expect(
        rate == 1237 / 60,
        f"after 1,234 more requests in one second, `rate` returned {rate!r}",
        f"{1237 / 60}, which is 1,237 / 60",
        "How do you convert what Redis returns, and do you convert all of it?",
    )
    for more in range(4):  # two processes make the calls in turn
        ctx.r.incr(key)
        rate = ctx.answer.rate("cart", LATER + 1)
        expect(
            round(60 * rate) == 1238 + more,
            f"after one more request from another process, `rate` returned {rate!r}",
            f"{(1238 + more) / 60}, which is {1238 + more:,} / 60",
            "Does `rate` read the counters each time, or does it remember an earlier result?",
        )
    left = ctx.r.ttl(key)
    expect(
        left <= 50,
        f"a counter had 50 s left, and after `rate` it has {left} s left",
        "an unchanged TTL",
        "How long does a counter live if a dashboard reads it every second?",
    )
    question = "What does `rate` return if none of the 60 keys exists, and as which type?"
    cases(ctx.answer.rate, [(("lamp", LATER), 0.0)], question)
    question = "What must the key contain, so that two pages don't share it?"
    cases(ctx.answer.rate, [(("Cart", LATER), 0.0), (("car", LATER), 0.0)], question)


@step("the window slides second by second", fresh=True)
def slides(ctx):
    for moment in (NOON + 30, NOON + 50.9, NOON + 89):
        ctx.answer.hit("cart", moment)
    moments = [NOON + after for after in (89.9, 90, 109.5, 110, 149)]
    rates = [ctx.answer.rate("cart", moment) * 60 for moment in moments]
    expect(
        [round(one) for one in rates] == [3, 2, 2, 1, 0],
        "after requests 30, 50 and 89 s after noon, the requests in the minute before 89.9, 90, 109.5, 110"
        f" and 149 s after noon are {[f'{one:g}' for one in rates]}",
        "3, 2, 2, 1 and 0",
        WINDOW,
    )


@step("for random requests, the rates are those of the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        g.now = getattr(g, "now", NOON) + g.choice([0, 0, 0.25, 1, 7, 29.75, 58, 60])
        page = g.choice(["cart", "cart", "lamp", g.text()])
        earlier = g.choice([0, 0, 0, 5])
        return g.choice([call.hit(page, g.now), call.hit(page, g.now), call.rate(page, g.now - earlier)])

    twin(ctx, calls, {"reply": WINDOW, "content": SECOND, "missing": SECOND, "extra": SECOND})


@step("of two requests at the same moment, none is lost", fresh=True)
def at_once(ctx):
    request = call.hit("cart", NOON)
    every_order(ctx, request, request, question="Can another process count between your read and your write?")


@step("a crash leaves no key without a TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.hit("cart", NOON), lambda crash: None)
