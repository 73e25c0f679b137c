"""A greeting."""

from helpers.exercises import call, expect, step, twin

OBJECTIVES = (4,)
KEYS = {"greeting": None}
NAMES = ["Ada", "ada", "Zoë", "McDonald", "a b", " ", "", "0", "Grace Hopper", "Ö'Neill"]


def calls(g):
    return call.greet(g.choice(NAMES))


@step("the server holds a key `greeting`, which is a string")
def key(ctx):
    ctx.answer.greet("Ada")
    keys = ctx.keys()
    sent = ctx.asked()
    expect(
        keys or sent,
        "your function sent nothing to the server",
        "a key `greeting` on the server",
        "Which method of `r` stores a value, and does your function call it?",
    )
    expect(
        "greeting" in keys,
        f"a value is stored under `{keys[0]}`" if keys else "the server holds no keys",
        "one key, `greeting`",
        "In `SET key value`, which word is the name, and which one is stored under it?",
    )
    kind = ctx.r.type("greeting")
    expect(
        kind == "string",
        f"`greeting` is a key of type {kind}",
        "a key of type string",
        "Which command stores a single string under a key?",
    )


@step("the greeting contains the name")
def text(ctx):
    found = ctx.r.get("greeting")
    expect(
        found == "Hello, Ada",
        f"`GET greeting` returns {found!r}",
        "'Hello, Ada'",
        "How do you join the word, the comma, the space and the name?",
    )


@step("a second greeting replaces the first")
def second(ctx):
    ctx.answer.greet("Bo")
    found = ctx.r.get("greeting")
    expect(
        found == "Hello, Bo",
        f"after a second call, for Bo, `GET greeting` returns {found!r}",
        "'Hello, Bo'",
        "What does a plain `SET` do with the value that's already there?",
    )


@step("every name is stored as it is", fresh=True)
def every_name(ctx):
    twin(ctx, calls, questions={"content": "What does your function do with the name before it stores it?"})
