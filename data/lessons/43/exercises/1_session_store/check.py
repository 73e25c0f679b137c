"""A session store."""

import time
import uuid

from helpers.exercises import call, every_crash, every_order, expect, expect_key, expect_ttl, gaps, step

OBJECTIVES = (1, 2)
LONG = 7200
KEYS = {"session:*": LONG}
SHORTEST = 22  # characters of 16 random bytes in Base64
VARYING = 20  # of them differ between eight tokens: the last one has only four values
LIMIT = 50  # s until a session with a long idle timeout ends
ABOUT_TO_EXPIRE = 5
DELAY = 1.5  # s by which a command arrives late
RELATIVE = {"EXPIRE", "PEXPIRE", "EVAL", "EVALSHA", "FCALL"}  # may set a TTL that counts from its arrival


def predictable():
    """In the answer's process: the random module and the clock say the same before each call."""
    import random
    import time

    random.seed(43)
    time.time, time.time_ns = lambda: 1_900_000_000.0, lambda: 1_900_000_000 * 10**9


def wrong_clock():
    """In the answer's process: the clock is an hour fast, from the first call on."""
    import time

    if not hasattr(time, "right"):
        time.right, time.right_ns = time.time, time.time_ns
        time.time = lambda: time.right() + 3600
        time.time_ns = lambda: time.right_ns() + 3600 * 10**9


def key_of(token):
    return f"session:{token}"


def now(ctx):
    return ctx.r.time()[0]


def is_uuid1(token):
    try:
        return uuid.UUID(token).version == 1
    except ValueError:
        return False


@step("`create` stores the user and the end of the session, by the server's clock")
def created(ctx):
    with ctx.before_each_call(wrong_clock):
        token = ctx.answer.create("Zoë", 60, 600)
    expect(
        isinstance(token, str),
        f"`create` returned {token!r}",
        "the token, a string",
        "What does the web server put into the cookie?",
    )
    held = expect_key(ctx, key_of(token), "hash", question="Where do the other web servers find it?")
    expect(
        held.get("user") == "Zoë",
        f"the hash holds {held}",
        "'Zoë' in the field `user`",
        "Which field says whose session it is?",
    )
    until, ends = held.get("until", ""), now(ctx) + 600
    expect(
        until.isdigit() and abs(int(until) - ends) <= 2,
        f"on a web server whose clock is an hour fast, a session of 600 s has `until` {until!r}, and by the"
        f" server's clock it ends at {ends}",
        f"about {ends}, in whole seconds",
        "Whose clock is the same for all web servers, and which unit does `until` have?",
    )


@step("the key expires after `idle` seconds, or after `lifetime` if that's sooner", fresh=True)
def first_ttl(ctx):
    for idle, lifetime in ((60, 600), (LONG, LONG), (600, LIMIT)):
        token = ctx.answer.create("ana", idle, lifetime)
        expect_ttl(
            ctx,
            key_of(token),
            min(idle, lifetime),
            f"With an idle timeout of {idle} s and a lifetime of {lifetime} s, when does the session end?",
        )


@step("tokens are long, and the next one can't be guessed", fresh=True)
def tokens(ctx):
    with ctx.before_each_call(predictable):
        made = [ctx.answer.create("ana", 60, 600) for _ in range(8)]
    expect(
        len(set(made)) == len(made),
        f"with the same clock and the same seed of `random`, two tokens were equal: {made[0]!r}",
        "tokens that don't depend on the clock or on `random`",
        "From what does your function make the token, and who can know that too?",
    )
    expect(
        min(map(len, made)) >= SHORTEST,
        f"a token has {min(map(len, made))} characters: {min(made, key=len)!r}",
        f"{SHORTEST} characters or more",
        "How long does a program take to try all tokens of this length?",
    )
    expect(
        not all(map(is_uuid1, made)),  # of random hexadecimal tokens, one in 64 looks like one
        f"the token {made[0]!r} is a UUID of version 1, which is made from the time and the machine",
        "random bytes",
        "How many bits differ between two tokens in a row?",
    )
    varying = sum(len(set(characters)) > 1 for characters in zip(*made, strict=False))
    expect(
        varying >= VARYING,
        f"only {varying} characters differ between these tokens: {made[0]!r}, {made[1]!r}, {made[2]!r}",
        f"at least {SHORTEST} random characters",
        "How many different tokens can your function return, and who needs to try them all?",
    )


@step("`read` returns the user and renews the TTL", fresh=True)
def renewed(ctx):
    token, other_token = ctx.answer.create("Zoë", 60, 6000), ctx.answer.create("bo", 60, 6000)
    for idle, left in ((60, 20), (600, 20), (60, 600), (600, 500)):
        ctx.r.expire(key_of(token), left)
        seen = ctx.answer.read(token, idle)
        expect(
            seen == "Zoë",
            f"`read` of Zoë's session returned {seen!r}",
            "'Zoë'",
            "Which field does the caller want?",
        )
        expect_ttl(ctx, key_of(token), idle, "What does a request do to the idle timeout of its session?")
    expect(
        ctx.r.ttl(key_of(other_token)) <= 60 and ctx.answer.read(other_token, 60) == "bo",
        "reading one session changed another one",
        "a session for each token",
        "What is in the name of your key?",
    )


@step("`read` returns None for a token without a session, and writes nothing", fresh=True)
def unknown(ctx):
    token = ctx.answer.create("ana", 60, 600)
    before = ctx.keys()
    for what in ("no-such-token", token[:-1], ""):
        seen = ctx.answer.read(what, 60)
        expect(
            seen is None,
            f"`read` of an unknown token returned {seen!r}",
            "None",
            "What does Redis reply for a key that doesn't exist?",
        )
    written = sorted(set(ctx.keys()) - set(before))
    expect(
        not written,
        f"after `read` of unknown tokens, there's a new key `{written[0] if written else ''}`",
        "no new key",
        "What can an attacker do to your server's memory with a million made-up tokens?",
    )
    ctx.r.delete(key_of(token))
    seen = ctx.answer.read(token, 60)
    expect(
        seen is None,
        f"the session had expired, and `read` returned {seen!r}",
        "None",
        "What does your function know that isn't in Redis?",
    )


@step("however often a session is read, it ends at `until`", fresh=True)
def absolute(ctx):
    token = ctx.answer.create("ana", 600, LIMIT)
    with ctx.before_each_call(wrong_clock):
        for _ in range(3):
            seen = ctx.answer.read(token, 600)
    left, until = ctx.r.ttl(key_of(token)), now(ctx) + LIMIT
    expect(
        seen == "ana",
        f"on a web server whose clock is an hour fast, `read` of a session with {LIMIT} s left"
        f" returned {seen!r}",
        "'ana'",
        "Whose clock is the same for all web servers?",
    )
    expect(
        left <= LIMIT + 1,
        f"the session ends in {LIMIT} s; after `read` with an idle timeout of 600 s, it expires in {left} s",
        f"at most {LIMIT} s",
        "How long can a thief with a copy of the cookie stay logged in?",
    )
    expect(
        left >= LIMIT - 5,
        f"the session ends in {LIMIT} s, and after `read` it expires in {left} s",
        f"about {LIMIT} s",
        "How much time is left until `until`?",
    )
    held = ctx.r.hget(key_of(token), "until")
    expect(
        held is not None and abs(int(held) - until) <= 3,
        f"`read` has changed `until` to {held!r}",
        "the same moment as before",
        "When is the end of the session decided?",
    )


@step("`log_out` ends this session and no other", fresh=True)
def logged_out(ctx):
    token, other_token = ctx.answer.create("ana", 60, 600), ctx.answer.create("ana", 60, 600)
    for _ in range(2):  # the second time, there's nothing to end
        ctx.answer.log_out(token)
    seen = ctx.answer.read(token, 60), ctx.answer.read(other_token, 60)
    expect(
        seen == (None, "ana") and not ctx.r.exists(key_of(token)),
        f"ana had two sessions and ended one; reading both returned {seen}",
        "(None, 'ana')",
        "What does `log_out` delete?",
    )


@step("a request at the same moment doesn't undo a logout", fresh=True)
def at_once(ctx):
    def gone(results):
        expect(
            results[0] in ("ana", None),
            f"in this order, `read` returned {results[0]!r}",
            "'ana' or None",
            "What does your function make of a session that has been deleted in the meantime?",
        )
        held = ctx.r.hgetall(key_of(token))
        expect(
            not held,
            f"after the logout, the server holds {held}",
            "no session",
            "Which of your commands creates the key again?",
        )

    token = "t" * SHORTEST
    every_order(
        ctx,
        call.read(token, 60),
        call.log_out(token),
        setup=lambda: store(ctx, token, 600, 60),
        holds=gone,
    )


def store(ctx, token, lifetime, ttl):
    """Store a session of ana's as another web server would."""
    ctx.r.hset(key_of(token), mapping={"user": "ana", "until": now(ctx) + lifetime})
    ctx.r.expire(key_of(token), ttl)


@step("if `read` returns the user, the session has been renewed", fresh=True)
def last_moment(ctx):
    token = "t" * SHORTEST

    def time_passes():
        if ctx.r.ttl(key_of(token)) <= ABOUT_TO_EXPIRE:
            ctx.r.delete(key_of(token))

    def not_torn(gap):
        expect(
            gap.result is None or ctx.r.exists(key_of(token)),
            f"the session expired right before your `{gap}`, and `read` returned {gap.result!r}:"
            " the next request is logged out",
            "None, or a session that has been renewed",
            "What does `EXPIRE` return if the key is gone? Or can one step read and renew?",
        )

    gaps(
        ctx,
        call.read(token, 60),
        time_passes,
        not_torn,
        setup=lambda: store(ctx, token, 600, ABOUT_TO_EXPIRE),
    )


@step("a crash leaves no session without a TTL, and none that outlives `until`", fresh=True)
def crash(ctx):
    token = "t" * SHORTEST

    def not_too_long(crash):
        left = max(map(ctx.r.ttl, ctx.keys("session:*")), default=0)
        expect(
            left <= LIMIT + 1,
            f"{crash}; the session ends in {LIMIT} s, and its key expires in {left} s",
            f"at most {LIMIT} s",
            "Is there a moment at which the key has the idle timeout alone?",
        )

    every_crash(ctx, call.create("ana", 600, LIMIT), not_too_long, how=("killed",))
    every_crash(
        ctx,
        call.read(token, 600),
        not_too_long,
        setup=lambda: store(ctx, token, LIMIT, 30),
        how=("killed",),
    )


@step("however slow the network is, no key outlives `until`", fresh=True)
def slow_network(ctx):
    trips = []

    def arrive_late(commands):
        if trips and any(str(command[0]).upper() in RELATIVE for command in commands):
            time.sleep(DELAY)  # what an earlier round trip has read is old by now
        trips.append(commands)

    def expect_no_longer(name, token):
        until = int(ctx.r.hget(key_of(token), "until"))
        late = ctx.r.pexpiretime(key_of(token)) / 1000 - until
        expect(
            late <= 1,  # in whole seconds, the server's clock is up to one second slow
            f"the last command of `{name}` arrived {DELAY:g} s late, and the key outlives `until` by"
            f" {late:.1f} s",
            "a key that expires at `until`, or earlier",
            "From which moment does `EXPIRE` count its seconds, and which command sets a moment instead?",
        )

    with ctx.before_each_trip(arrive_late):
        token = ctx.answer.create("ana", 600, LIMIT)
        expect_no_longer("create", token)
        trips.clear()
        ctx.answer.read(token, 600)
    expect_no_longer("read", token)
