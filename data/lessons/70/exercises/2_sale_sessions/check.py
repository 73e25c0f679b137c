"""Sessions that expire."""

from helpers.exercises import call, every_crash, every_order, expect, expect_key, expect_ttl, gaps, step

OBJECTIVES = (2,)
LONG = 7200
KEYS = {"session:*": LONG}
TRIPS = {"log_in": 2, "visitor": 2}
SHORTEST = 22  # characters of 16 random bytes in Base64
VARYING = 20  # of them differ between eight tokens: the last one has only four values
TORN = 5  # s: a session with so little time left expires at the worst moment


def predictable():
    """In the answer's process: the random module and the clock say the same before each call."""
    import random
    import time

    random.seed(70)
    time.time, time.time_ns = lambda: 1_900_000_000.0, lambda: 1_900_000_000 * 10**9


def slow_clock():
    """In the answer's process: the clock is ten minutes slow, from the first call on."""
    import time

    if not hasattr(time, "right"):
        time.right = time.time
        time.time = lambda: time.right() - 600


def key_of(token):
    return f"session:{token}"


@step("`log_in` returns a token, and stores the customer in `session:<token>` for `idle` seconds")
def stored(ctx):
    for customer, idle in (("Zoë", 60), ("bo", LONG)):
        token = ctx.answer.log_in(customer, idle)
        expect(
            isinstance(token, str),
            f"`log_in` returned {token!r}",
            "the token, a string",
            "What does the web server put into the cookie?",
        )
        expect_key(
            ctx, key_of(token), "string", customer, "Where do the other web servers find the customer?"
        )
        expect_ttl(ctx, key_of(token), idle, "What ends the session of a customer who never comes back?")


@step("tokens are long, and the next one can't be guessed", fresh=True)
def tokens(ctx):
    with ctx.before_each_call(predictable):
        made = [ctx.answer.log_in("ana", 60) for _ in range(8)]
    expect(
        len(set(made)) == len(made),
        f"with the same clock and the same seed of `random`, two tokens were equal: {made[0]!r}",
        "a new token each time",
        "Which module of Python makes numbers that no one can guess?",
    )
    varying = sum(len(set(characters)) > 1 for characters in zip(*made, strict=False))
    expect(
        min(map(len, made)) >= SHORTEST and varying >= VARYING,
        f"of the {len(made[0])} characters of the token {made[0]!r}, {varying} are random",
        f"at least {SHORTEST} random characters",
        "How many tokens must a thief try?",
    )


@step("`visitor` returns the customer and renews the session", fresh=True)
def renewed(ctx):
    token, other_token = ctx.answer.log_in("Zoë", 60), ctx.answer.log_in("bo", 60)
    for idle, left in ((60, 20), (600, 20), (60, 600)):
        ctx.r.expire(key_of(token), left)
        seen = ctx.answer.visitor(token, idle)
        expect(
            seen == "Zoë",
            f"`visitor` returned {seen!r} for Zoë's token",
            "'Zoë'",
            "What did `log_in` store, and what does Redis return?",
        )
        expect_ttl(ctx, key_of(token), idle, "When does a session expire that has just been used?")
    left = ctx.r.ttl(key_of(other_token))
    expect(
        left <= 60 and ctx.answer.visitor(other_token, 60) == "bo",
        "reading Zoë's session changed bo's",
        "a session for each token",
        "What is in the name of your key?",
    )
    ctx.r.expire(key_of(token), 20)
    with ctx.before_each_call(slow_clock):
        ctx.answer.visitor(token, LONG)
    left = ctx.r.ttl(key_of(token))
    expect(
        LONG - 2 <= left <= LONG,
        f"on a web server whose clock is ten minutes slow, the session has {left} s left after a request",
        f"{LONG} s",
        "Who knows the time when a TTL begins: your process or the server?",
    )


@step("for a token without a session, `visitor` returns None and writes nothing", fresh=True)
def unknown(ctx):
    token = ctx.answer.log_in("ana", 60)
    for what in ("no-such-token", token[:-1], ""):
        seen = ctx.answer.visitor(what, 60)
        expect(
            seen is None,
            f"for an unknown token, `visitor` returned {seen!r}",
            "None",
            "What does Redis reply for a key that doesn't exist?",
        )
    expect(
        ctx.r.dbsize() == 1,
        f"after unknown tokens, the server holds {ctx.r.dbsize()} keys",
        "only the key of the one session",
        "What can a million made-up tokens do to your server's memory?",
    )
    for _ in range(2):  # two processes make the calls in turn
        ctx.answer.visitor(token, 60)
    ctx.r.delete(key_of(token))
    seen = ctx.answer.visitor(token, 60)
    expect(
        seen is None,
        f"the session had expired, and `visitor` returned {seen!r}",
        "None",
        "What does your function know that isn't in Redis?",
    )


@step("if `visitor` returns the customer, the session has been renewed", fresh=True)
def last_moment(ctx):
    token = "t" * SHORTEST

    def time_passes():
        if ctx.r.ttl(key_of(token)) <= TORN:
            ctx.r.delete(key_of(token))

    def not_torn(gap):
        expect(
            gap.result is None or ctx.r.exists(key_of(token)),
            f"the session expired right before your `{gap}`, and `visitor` returned {gap.result!r}:"
            " the next request is logged out",
            "None, or a session that has been renewed",
            "Which command reads a string and renews its TTL in one step?",
        )

    def about_to_expire():
        ctx.r.set(key_of(token), "ana", ex=TORN)

    gaps(ctx, call.visitor(token, 60), time_passes, not_torn, setup=about_to_expire)

    def both(results):
        expect(
            results[0] == results[1],
            f"the page and its picture asked with one token at the same moment, and got {results}",
            "'ana' twice",
            "Is there a moment in your function when the session doesn't exist?",
        )

    request = call.visitor(token, 60)
    every_order(ctx, request, request, setup=about_to_expire, holds=both)


@step("a crash leaves no session without a TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.log_in("ana", 60), lambda crash: None, how=("killed",))
