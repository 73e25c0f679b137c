"""Tag search."""

from helpers.exercises import expect, step

OBJECTIVES = (1, 2)
LARGE, SHARED = 2000, 3
MOST_BYTES = 4000


@step("a product is in the set of each of its tags")
def tags(ctx):
    ctx.answer.tag_product(456, ["kitchen", "gift"])
    ctx.answer.tag_product(12, ["kitchen"])
    kind = ctx.r.type("tag:kitchen")
    expect(
        kind == "set",
        f"there is no set `tag:kitchen`: its type is {kind}",
        "a set `tag:kitchen`",
        "To find products by tag, what is the key, and what are its members?",
    )
    held = sorted(ctx.r.smembers("tag:kitchen"))
    expect(
        held == ["12", "456"],
        f"products 456 and 12 were tagged, and `tag:kitchen` holds {held}",
        "['12', '456']",
        "What is a member of the set?",
    )
    ctx.answer.tag_product(456, ["sale"])
    expect(
        ctx.r.sismember("tag:gift", 456) and ctx.r.sismember("tag:sale", 456),
        "product 456 was tagged `sale`, and its other tags are gone",
        "the new tag in addition to those it had",
        "Which command adds a member and leaves everything else alone?",
    )


def _shop(ctx):
    for product, names in {
        12: ["kitchen", "gift", "sale"],
        91: ["kitchen"],
        456: ["kitchen", "gift"],
        700: ["gift", "old"],
        1003: ["kitchen", "gift", "old", "sale"],
    }.items():
        ctx.answer.tag_product(product, names)


@step("all of the tags, sorted", fresh=True)
def all_of_them(ctx):
    _shop(ctx)
    found = ctx.answer.find_products(["kitchen", "gift"])
    expect(
        isinstance(found, list),
        f"`find_products` returned {found!r}",
        "a list",
        "What is done to the set that comes back?",
    )
    expect(
        not {91, 700, "91", "700"} & set(found),
        f"it returned {found}, with products that have only one of the two tags",
        "[12, 456, 1003]",
        "Which command takes what is in all of the sets?",
    )
    expect(
        sorted(found, key=str) != sorted(map(str, (12, 456, 1003))),
        f"it returned {found}",
        "[12, 456, 1003], as numbers",
        "As which type do members arrive?",
    )
    expect(
        found == [12, 456, 1003],
        f"it returned {found}, " + ("not in order" if sorted(found) == [12, 456, 1003] else "not those"),
        "[12, 456, 1003]",
        "A set has no order: who makes one, and by what?",
    )
    found = ctx.answer.find_products(["kitchen", "nosuchtag"])
    expect(
        found == [],
        f"with a tag that no product has it returned {found!r}",
        "an empty list",
        "What is in all sets, if one of them is empty?",
    )


@step("none of the tags in `without`", fresh=True)
def none_of_these(ctx):
    _shop(ctx)
    found = ctx.answer.find_products(["gift"], without=["sale"])
    expect(
        found == [456, 700],
        f"it returned {found}, and 12 and 1003 have one of the tags in `without`, sale"
        if 12 in found
        else f"gifts that are not on sale: it returned {found}",
        "[456, 700]",
        "Which command takes away what is in another set?",
    )
    found = ctx.answer.find_products(["gift"], without=["sale", "old", "nosuchtag"])
    expect(
        found == [456],
        f"without `sale` and `old` it returned {found}: 12 or 700 has only one of the two tags in `without`, "
        "and that is enough to leave it out",
        "[456]",
        "Which products are left out: those with all of the tags in `without`, or with any?",
    )


@step("the search leaves no other key behind")
def no_key(ctx):
    left = [key for key in ctx.r.scan_iter() if not key.startswith("tag:")]
    expect(
        not left,
        f"the search left the key `{left[0]}`" if left else "",
        "no keys but the tags",
        "Who removes what the search has stored, and what do two searches at once do to it?",
    )


@step("only what is found travels", fresh=True)
def small_reply(ctx):
    with ctx.r.pipeline() as pipe:
        pipe.sadd("tag:large", *range(LARGE)).sadd("tag:huge", *range(LARGE - SHARED, 2 * LARGE)).execute()
    before = _sent(ctx)
    found = ctx.answer.find_products(["large", "huge"])
    moved = _sent(ctx) - before
    wanted = list(range(LARGE - SHARED, LARGE))
    expect(found == wanted, f"it returned {found[:10]}", f"{wanted}", "Which products are in both?")
    expect(
        moved <= MOST_BYTES,
        f"the server sent {moved:,} bytes to find {SHARED} products",
        f"a reply with {SHARED} products",
        "Where are the two sets compared: in your program, or on the server?",
    )


def _sent(ctx):
    return ctx.r.info("stats")["total_net_output_bytes"]
