"""One question, one name."""

import json
import re
from hashlib import sha256

from helpers.exercises import expect, step

OBJECTIVES = (1,)
PARAMS = {"words": "red lamp", "page": 2}


def _key(kind, params):
    canonical = json.dumps(params, sort_keys=True, separators=(",", ":"))
    return f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"


def _digest(text):
    return sha256(text.encode()).hexdigest()


def _question(key, params):
    """A question that fits what the key seems to be made of."""
    digest = str(key).rpartition(":")[2]
    if digest == _digest(json.dumps(params, sort_keys=True)):
        return "What does `json.dumps` put after each comma and colon, unless it is given `separators`?"
    if not re.fullmatch("[0-9a-f]{64}", digest):
        return "Which method of a `sha256` gives 64 hexadecimal digits?"
    return "Which text goes into `sha256`: is it what `canonical` makes of these parameters?"


def _expect_key(ctx, kind, params, question=""):
    key = ctx.answer.store_answer(kind, params, ["an answer"])
    if not str(key).startswith(f"shop:v1:{kind}:"):
        question = "What stands before the digest, and where does the kind come from?"
    expect(
        key == _key(kind, params),
        f"for {kind!r} and {params!r} it returned {key!r}",
        f"`{_key(kind, params)}`",
        question or _question(key, params),
    )


@step("the name is made of the kind and the digest of the canonical JSON")
def name(ctx):
    key = ctx.answer.store_answer("search", PARAMS, ["a lamp"])
    expect(
        isinstance(key, str) and key.startswith("shop:v1:search:"),
        f"it returned {key!r}",
        "the key, a text that begins with `shop:v1:search:`",
        "What does your function hand back to its caller?",
    )
    again = ctx.answer.store_answer("search", dict(reversed(PARAMS.items())), ["a lamp"])
    expect(
        key == again,
        "the same parameters, written in another order, gave a second name",
        "one name",
        "In which order does your function see the parameters of an equal dict?",
    )
    _expect_key(ctx, "search", PARAMS)


@step("inner dicts are sorted as well, lists keep their order", fresh=True)
def nested(ctx):
    inner = {"sort": "price", "filter": {"color": "red", "brand": {"z": 1, "a": 2}}}
    _expect_key(ctx, "listing", inner, "In which order do the names of the inner dicts come?")
    for tags in (["usb-c", "cable"], ["cable", "usb-c"]):
        _expect_key(ctx, "listing", {"tags": tags}, "Is a list in another order the same question?")


@step("different questions have different names", fresh=True)
def different(ctx):
    several = [{"a": 1}, {"a": "1"}, {"a": None}, {"a": ["b", "c"]}, {"a": "b,c"}, {}, {"ä": "ö"}]
    for params in several:
        _expect_key(ctx, "search", params)
    held = len(ctx.keys())
    expect(
        held == len(several),
        f"{len(several)} questions left {held} keys",
        f"{len(several)} keys",
        "Under which name does your function store the answer?",
    )


@step("the key holds the answer as JSON, for 600 s", fresh=True)
def holds(ctx):
    answer = [{"id": 24, "name": "Lamp"}, None]
    key = ctx.answer.store_answer("search", PARAMS, answer)
    expect(
        ctx.r.exists(key),
        f"the server holds no `{key}`",
        "the answer under the key that was returned",
        "Which name does your function give to `SET`?",
    )
    text = ctx.r.get(key)
    try:
        held = json.loads(text)
    except ValueError:
        held = text
    expect(
        held == answer,
        f"the key holds `{text[:60]}`",
        f"the JSON of {answer!r}",
        "What makes JSON of the answer, and how often?",
    )
    ctx.expect_ttl(key, 600, "When does this answer leave the cache, if nobody removes it?")


@step("a newer answer takes the place of the older one", fresh=True)
def newer(ctx):
    key = ctx.answer.store_answer("search", PARAMS, ["a lamp"])
    ctx.r.expire(key, 100)
    ctx.answer.store_answer("search", PARAMS, ["a lamp", "a red one"])
    expect(
        json.loads(ctx.r.get(key)) == ["a lamp", "a red one"],
        f"a second answer to the same question was stored, and the key holds `{ctx.r.get(key)}`",
        "the second answer, which is the newer one",
        "What does your command do if the key is there already?",
    )
    ctx.expect_ttl(key, 600, "From which of the two answers on do the 600 seconds count?")
