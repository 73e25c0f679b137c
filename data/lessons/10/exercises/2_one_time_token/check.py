"""A one-time token."""

from helpers.exercises import expect, step

OBJECTIVES = (1, 3)
LIFE = 600  # seconds
THREADS, TOKENS = 8, 5
SHORTEST = 16  # characters: 64 bits, even if they are hexadecimal digits


@step("a token is a secret, kept with its user under `token:<token>`")
def secret(ctx):
    token, again = ctx.answer.issue_token("ana"), ctx.answer.issue_token("ana")
    expect(
        isinstance(token, str),
        f"`issue_token` returned {token!r}",
        "the token, a `str`",
        "How does the caller get to know the token that you made up?",
    )
    expect(
        token != again,
        f"two calls for `ana` returned the same token twice: {token!r}",
        "a new token for each call",
        "What would somebody need to know about `ana` to work out her token?",
    )
    expect(
        len(token) >= SHORTEST,
        f"`issue_token` returned {token!r}, then {again!r}: tokens as short as these can be guessed",
        f"at least {SHORTEST} characters that nobody can predict",
        "Which module of Python's standard library makes up secrets?",
    )
    user = ctx.r.get(f"token:{token}")
    expect(
        user == "ana",
        f"the server holds no key `token:{token}`" if user is None else f"`token:{token}` holds {user!r}",
        "that key, with the value 'ana'",
        "When somebody comes with a token only, by which key do you find the user?",
    )


@step("it expires after 10 minutes by itself", fresh=True)
def expires(ctx):
    token = ctx.answer.issue_token("bo")
    ctx.expect_ttl(
        f"token:{token}", LIFE, "Which option of `SET` gives a key its time to live, and in which unit?"
    )


@step("it works once", fresh=True)
def once(ctx):
    token = ctx.answer.issue_token("cleo")
    user = ctx.answer.redeem_token(token)
    expect(
        user == "cleo",
        f"a token for `cleo`, redeemed for the first time, returned {user!r}",
        "'cleo'",
        "Which reply of the server is the user, and is it what your function returns?",
    )
    user = ctx.answer.redeem_token(token)
    expect(
        user is None,
        f"the second time, the token for `cleo` returned {user!r}",
        "None",
        "What has to happen to the key when its token has been redeemed?",
    )
    user = ctx.answer.redeem_token("nobody-issued-this-one")
    expect(
        user is None,
        f"a token that nobody issued returned {user!r}",
        "None",
        "What does the server reply when there is no such key?",
    )


@step(f"when {THREADS} threads come with the same token, one gets in", fresh=True)
def threads(ctx):
    for _ in range(TOKENS):
        token = ctx.answer.issue_token("dan")
        users = ctx.together(THREADS, lambda _, token=token: ctx.answer.redeem_token(token))
        let_in = users.count("dan")
        expect(
            let_in == 1,
            f"of {THREADS} threads that redeemed the same token, {let_in} were let in",
            "exactly 1",
            "What can another thread do between your read and your delete?",
        )
