"""A canonical key for each question."""

import copy
import json
import re
from hashlib import sha256

from helpers.exercises import call, every_crash, expect, expect_key, expect_ttl, step, twin

OBJECTIVES = (1,)
KEYS = {"shop:v1:*": 600}
PARAMS = {"words": "red lamp", "page": 2}
RESULT = ["a lamp"]
TTL = "When does this result leave the cache, if nothing deletes it?"


def _digest(text):
    return sha256(text.encode()).hexdigest()


def _canonical(params):
    return json.dumps(params, sort_keys=True, separators=(",", ":"))


def _key(kind, params):
    return f"shop:v1:{kind}:{_digest(_canonical(params))}"


def _question(key, kind, params, earlier=(), otherwise=""):
    """A question that fits what the key seems to be made of, or `otherwise`, if it's about parameters."""
    start, _, digest = str(key).rpartition(":")
    if start != f"shop:v1:{kind}":
        return "What comes before the digest, and where does the kind come from?"
    if key in earlier:
        return "What does your function remember of another question, and how does it recognize it?"
    if otherwise:
        return otherwise
    if digest == _digest(json.dumps(params, sort_keys=True)):
        return "What does `json.dumps` put after each comma and colon, unless you pass `separators`?"
    if digest in (_digest(json.dumps(params)), _digest(json.dumps(params, separators=(",", ":")))):
        return "In which order does your function see the parameters of an equal dict?"
    if not re.fullmatch("[0-9a-f]{64}", digest):
        return "Which method of a `sha256` returns 64 hexadecimal digits?"
    return "Which string do you pass to `sha256`: is it what `canonical` makes of these parameters?"


def _store(ctx, kind, params, result=RESULT):
    """What the answer returns for a copy of `params`, which it may not change."""
    given = copy.deepcopy(params)
    key = ctx.answer.store_answer(kind, given, result)
    expect(
        list(given.items()) == list(params.items()),
        f"the caller's dict was {params}, and after the call it's {given}",
        "the same dict, in the same order",
        "Whose dict does your function change?",
    )
    return key


def _expect_name(ctx, kind, params, question="", earlier=()):
    key = _store(ctx, kind, params)
    expect(
        key == _key(kind, params),
        f"for {kind!r} and {params!r}, the call returned {key!r}",
        f"`{_key(kind, params)}`",
        _question(key, kind, params, earlier, question),
    )


@step("the key consists of the kind and the digest of the canonical JSON")
def name(ctx):
    key = _store(ctx, "search", PARAMS)
    expect(
        isinstance(key, str) and key.startswith("shop:v1:search:"),
        f"the call returned {key!r}",
        "the key, a string that begins with `shop:v1:search:`",
        "What does your function return to its caller?",
    )
    again = _store(ctx, "search", dict(reversed(PARAMS.items())))
    expect(
        key == again,
        "the same parameters in a different order gave a different key",
        "the same key",
        "In which order does your function see the parameters of an equal dict?",
    )
    _expect_name(ctx, "search", PARAMS)


@step("different questions have different keys", fresh=True)
def different(ctx):
    several = [{"a": 1}, {"a": "1"}, {"a": None}, {"a": ["b", "c"]}, {"a": "b,c"}, {}, {"ä": "ö"}]
    for number, params in enumerate(several):
        earlier = [_key("search", one) for one in several[:number]]
        _expect_name(ctx, "search", params, earlier=earlier)
    for params in ({"a": 2}, {"a": 2.0}):
        _expect_name(ctx, "search", params, "Which JSON does `canonical` write for 2, and which for 2.0?")
    _expect_name(ctx, "søk & finn", PARAMS)
    missing = [params for params in several if not ctx.r.exists(_key("search", params))]
    expect(
        not missing,
        f"the call returned the right key for {missing[:1]}, but the server doesn't hold it",
        "the result under the key that's returned",
        "Under which key does your function store the result?",
    )


@step("inner dicts are sorted too, and lists keep their order", fresh=True)
def nested(ctx):
    sorted_too = "In which order do the names of the inner dicts come?"
    inner = {"sort": "price", "filter": {"color": "red", "brand": {"z": 1, "a": 2}}}
    in_a_list = {"filters": [{"max": 10, "field": "price"}, {"min": 1, "field": "stock"}]}
    for params in (inner, in_a_list):
        _expect_name(ctx, "listing", params, sorted_too)
    for tags in (["usb-c", "cable"], ["cable", "usb-c"]):
        _expect_name(ctx, "listing", {"tags": tags}, "Is a list in a different order the same question?")


@step("the key holds the result as JSON for 600 s", fresh=True)
def holds(ctx):
    for result in ([{"id": 24, "name": "Lamp"}, None], [], 0, "lamp", None):
        key = _store(ctx, "search", PARAMS, result)
        text = expect_key(ctx, key, "string", question="What does your function do with this result?")
        try:
            held = json.loads(text)
        except ValueError:
            held = None
            expect(
                text != result,
                f"for the result {result!r}, the key holds `{text}` without quotation marks",
                f"the JSON of {result!r}",
                "What is the JSON of a string, and what does a reader's `json.loads` do with yours?",
            )
        expect(
            held == result and type(held) is type(result),
            f"for the result {result!r}, the key holds `{text[:60]}`",
            f"the JSON of {result!r}",
            "What turns the result into JSON, and how often?",
        )
        expect_ttl(ctx, key, 600, TTL)
        ctx.r.flushall()


@step("a newer result replaces the older one", fresh=True)
def newer(ctx):
    key = _store(ctx, "search", PARAMS)
    ctx.r.expire(key, 100)
    for _ in range(2):  # two processes make the calls in turn
        _store(ctx, "search", PARAMS, ["a lamp", "a red lamp"])
    expect(
        json.loads(ctx.r.get(key)) == ["a lamp", "a red lamp"],
        f"a second result of the same question was stored, and the key holds `{ctx.r.get(key)}`",
        "the second result, which is newer",
        "What does your command do if the key is there already?",
    )
    expect_ttl(ctx, key, 600, "From which of the two results on do the 600 seconds count?")


def _value(g, depth=2):
    kind = g.randint(0, 7 if depth else 5)
    if kind == 7:
        return {g.text(): _value(g, depth - 1) for _ in range(g.randint(0, 3))}
    if kind == 6:
        return [_value(g, depth - 1) for _ in range(g.randint(0, 3))]
    return [g.text(), g.number(), None, True, 0.5, g.text()][kind]


def calls(g):
    params = {g.text(): _value(g) for _ in range(g.randint(0, 3))}
    return call.store_answer(g.choice(["search", "listing", "Search"]), params, g.number())


@step("any parameters", fresh=True)
def any_parameters(ctx):
    def question(found):
        kind, params, _ = found.turns[-1].what.args
        return _question(found.got, kind, params)

    twin(ctx, calls, {"reply": question}, free=True)


@step("a crash leaves no key without a TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.store_answer("search", PARAMS, RESULT), lambda crash: None, how=("killed",))
