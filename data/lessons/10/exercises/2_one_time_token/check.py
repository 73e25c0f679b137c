"""A one-time token."""

import math
import uuid

from helpers.exercises import call, cases, every_crash, every_order, expect, expect_key, expect_ttl, step

OBJECTIVES = (1, 3)
LIFE = 600  # seconds
KEYS = {"token:*": LIFE}
SHORTEST, ENOUGH_BITS, TOKENS = 16, 64, 20


def same_dice():
    """In the answer's process: whatever can be predicted comes out the same."""
    import random
    import time

    random.seed(1)
    time.time, time.time_ns = lambda: 1_750_000_000.0, lambda: 1_750_000_000_000_000_000


def _bits(tokens):
    """How many bits of the tokens change from one to the next, at most: length times the alphabet's bits."""
    different = set(zip(*tokens, strict=False))  # a column that repeats another one says nothing new
    changing = [set(column) for column in different if len(set(column)) > 1]
    alphabet = len(set().union(*changing)) if changing else 1
    return len(changing) * math.log2(max(alphabet, 1))


@step("`issue_token` returns a new token, and stores its user in `token:<token>`")
def issued(ctx):
    token, again = ctx.answer.issue_token("ana"), ctx.answer.issue_token("ana")
    expect(
        isinstance(token, str),
        f"`issue_token` returned {token!r}",
        "the token, a `str`",
        "How does the caller learn which token you made?",
    )
    expect(
        token != again,
        f"two calls for `ana` returned the same token twice: {token!r}",
        "a new token for each call",
        "What would an attacker have to know about `ana` to work out her token?",
    )
    expect(
        len(token) >= SHORTEST,
        f"`issue_token` returned {token!r}, which has {len(token)} characters",
        f"at least {SHORTEST} characters",
        "How long does an attacker need to try out all tokens of this length?",
    )
    expect_key(
        ctx,
        f"token:{token}",
        "string",
        "ana",
        "When a visitor comes with nothing but a token, in which key do you find the user?",
    )


@step("no token can be predicted", fresh=True)
def secret(ctx):
    tokens = [ctx.answer.issue_token("ana") for _ in range(TOKENS)]
    expect(
        _version(tokens[0]) != 1,
        f"`{tokens[0]}` is a UUID of version 1: it contains the time and the address of the machine",
        "a token that doesn't follow from the time",
        "Which version of UUID is random, and which module of Python makes secrets?",
    )
    expect(
        _bits(tokens) >= ENOUGH_BITS,
        f"{TOKENS} tokens, the first two of them {tokens[0]!r} and {tokens[1]!r}, have only"
        f" {_bits(tokens):.0f} bits that change",
        f"at least {ENOUGH_BITS} random bits",
        "How many different tokens can your function make, and how long does it take to try them all?",
    )
    with ctx.before_each_call(same_dice):
        first = ctx.answer.issue_token("ana")
    with ctx.before_each_call(same_dice):
        second = ctx.answer.issue_token("ana")
    expect(
        first != second,
        "in two processes with the same clock and the same `random.seed(1)`, `issue_token` returned the same"
        f" token twice: {first!r}",
        "a token that nothing predicts",
        "What does your token follow from, and which module of Python makes secrets?",
    )


def _version(token):
    try:
        return uuid.UUID(token).version
    except ValueError:
        return None


@step("it expires after 10 minutes", fresh=True)
def expires(ctx):
    token = ctx.answer.issue_token("bo")
    expect_ttl(
        ctx,
        f"token:{token}",
        LIFE,
        "Which option of `SET` gives a key its TTL, and in which unit does it count?",
    )
    every_crash(ctx, call.issue_token("bo"), lambda crash: None)  # no key without its expiry


@step("the first redemption returns the user, every later one None", fresh=True)
def once(ctx):
    for user in ("cleo", "Cleo", " cleo ", "a:b", "ü 0"):
        token = ctx.answer.issue_token(user)
        cases(
            ctx.answer.redeem_token,
            [((token,), user)],
            "Which reply of the server is the user, and do you return it as it is?",
        )
        cases(
            ctx.answer.redeem_token,
            [((token,), None)],
            "What has to happen to the key when its token is redeemed?",
        )
    cases(
        ctx.answer.redeem_token,
        [(("a-token-nobody-issued",), None)],
        "What does the server reply when there is no such key?",
    )
    left = ctx.keys()
    expect(
        not left,
        f"after every token was redeemed, the server still holds `{', '.join(left)}`",
        "no key: a token that was redeemed is gone",
        "What takes up memory for every token that was ever used or tried?",
    )


@step("two clients that redeem a token at the same moment: exactly one gets the user", fresh=True)
def at_the_same_moment(ctx):
    every_order(
        ctx,
        call.redeem_token("a-token-of-dan"),
        call.redeem_token("a-token-of-dan"),
        setup=lambda: ctx.r.set("token:a-token-of-dan", "dan", ex=LIFE),
        question="What can another client do between your read and your delete?",
    )
