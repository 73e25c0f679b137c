"""A greeting."""

from helpers.exercises import expect, step

OBJECTIVES = (4,)


@step("there is a key `greeting`, and it holds a string")
def key(ctx):
    ctx.answer.greet("Ada")
    keys = ctx.keys()
    expect(
        "greeting" in keys,
        f"a value is stored under `{keys[0]}`" if keys else "the server holds no keys",
        "one key, `greeting`",
        "Which word of `SET key value` names the place, and which one goes into it?",
    )
    kind = ctx.r.type("greeting")
    expect(
        kind == "string",
        f"`greeting` is a key of type {kind}",
        "a key of type string",
        "Which command stores one text under one key?",
    )


@step("the greeting has the name in it")
def text(ctx):
    found = ctx.r.get("greeting")
    expect(
        found == "Hello, Ada",
        f"`GET greeting` returns {found!r}",
        "'Hello, Ada'",
        "How do the word, the comma, the space and the name become one text?",
    )


@step("a second greeting takes the place of the first")
def second(ctx):
    ctx.answer.greet("Grace")
    found = ctx.r.get("greeting")
    expect(
        found == "Hello, Grace",
        f"after a second call, for Grace, `GET greeting` returns {found!r}",
        "'Hello, Grace'",
        "What does a plain `SET` do with the value that is there already?",
    )
