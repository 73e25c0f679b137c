"""Tag search."""

from helpers.exercises import call, cases, every_crash, every_order, expect, expect_key, step, twin

OBJECTIVES = (1, 2)
KEYS = {"tag:*": None}
LARGE, SHARED = 2000, 3
MOST_BYTES = 8000
SHOP = {
    12: ["kitchen", "gift", "sale"],
    91: ["kitchen"],
    456: ["kitchen", "gift"],
    700: ["gift", "old"],
    1003: ["kitchen", "gift", "old", "sale"],
}
TAGS = ["kitchen", "gift", "sale", "old", "a:b", "ü", "none"]
TEMPORARY = "Which key do two searches at the same moment share, and what deletes it if one crashes?"


def calls(g):
    if g.random() < 0.5:
        return call.tag_product(g.choice([12, 91, 456, 0, 70_000]), g.sample(TAGS[:-1], g.randint(1, 3)))
    return call.find_products(g.sample(TAGS, g.randint(1, 3)), without=g.sample(TAGS, g.randint(0, 2)))


def _shop(ctx):
    for product, names in SHOP.items():
        ctx.answer.tag_product(product, names)


@step("each tag is a set `tag:<tag>` of its products")
def tags(ctx):
    ctx.answer.tag_product(456, ["kitchen", "gift"])
    ctx.answer.tag_product(12, ["kitchen"])
    question = "To find products by tag, what's the key, and what are its members?"
    expect_key(ctx, "tag:kitchen", "set", {"12", "456"}, question, when="with products 456 and 12 tagged")
    ctx.answer.tag_product(456, ["sale"])
    expect(
        ctx.r.sismember("tag:gift", 456) and ctx.r.sismember("tag:sale", 456),
        "product 456 was tagged `sale`, and its other tags are gone",
        "the new tag in addition to those that it had",
        "Which command adds a member and leaves everything else alone?",
    )


@step("it finds the products with all of the tags, sorted", fresh=True)
def all_of_them(ctx):
    _shop(ctx)
    found = ctx.answer.find_products(["kitchen", "gift"])
    expect(
        isinstance(found, list),
        f"`find_products` returned {found!r}",
        "a list",
        "What do you have to do with the set that redis-py returns?",
    )
    expect(
        not {91, 700, "91", "700"} & set(found),
        f"`find_products` returned {found}, with products that have only one of the two tags",
        "[12, 456, 1003]",
        "Which command returns the members that are in all of the sets?",
    )
    expect(
        sorted(found, key=str) != sorted(map(str, (12, 456, 1003))),
        f"`find_products` returned {found}",
        "[12, 456, 1003], as numbers",
        "Which type do members have when they arrive?",
    )
    wrong = "not in order" if sorted(found) == [12, 456, 1003] else "not those"
    expect(
        found == [12, 456, 1003],
        f"`find_products` returned {found}, {wrong}",
        "[12, 456, 1003]",
        "A set has no order. Where does your function sort, and as which type?",
    )
    question = "Do you look at each of the tags, however many there are?"
    cases(
        ctx.answer.find_products,
        [((["kitchen", "gift", "old"],), [1003]), ((["gift", "kitchen", "sale"],), [12, 1003])],
        question,
    )
    question = "Which products have all of the tags, if no product has one of them?"
    cases(ctx.answer.find_products, [((["kitchen", "none"],), [])], question)


@step("it leaves out the products with any tag in `without`", fresh=True)
def none_of_these(ctx):
    _shop(ctx)
    found = ctx.answer.find_products(["gift"], without=["sale"])
    expect(
        found == [456, 700],
        f"`find_products` returned {found}, but 12 and 1003 have one of the tags in `without`, sale"
        if 12 in found
        else f"of the gifts that aren't on sale, `find_products` returned {found}",
        "[456, 700]",
        "Which command subtracts what is in another set?",
    )
    found = ctx.answer.find_products(["gift"], without=["sale", "old", "none"])
    expect(
        found == [456],
        f"without `sale` and `old`, `find_products` returned {found}: 12 or 700 has only one of the two tags"
        " in `without`, and that's enough to leave it out",
        "[456]",
        "Which products do you leave out: those with all of the tags in `without`, or with any?",
    )


@step("a search leaves no key behind", fresh=True)
def no_key(ctx):
    _shop(ctx)
    before = ctx.keys()
    ctx.answer.find_products(["kitchen", "gift"], without=["old"])
    left = sorted(set(ctx.keys()) - set(before))
    expect(
        not left,
        f"the search left the key `{left[0] if left else ''}` behind",
        "the keys that were there before",
        "What deletes the key into which your search stores its result?",
    )


@step("only the products that it finds are sent to the client", fresh=True)
def small_reply(ctx):
    with ctx.r.pipeline() as pipe:
        pipe.sadd("tag:large", *range(LARGE)).sadd("tag:huge", *range(LARGE - SHARED, 2 * LARGE)).execute()
    before = _sent(ctx)
    found = ctx.answer.find_products(["large", "huge"])
    moved = _sent(ctx) - before
    wanted = list(range(LARGE - SHARED, LARGE))
    expect(
        found == wanted,
        f"`find_products` returned {found[:10]}",
        f"{wanted}",
        "Which products are in both of two large sets?",
    )
    expect(
        moved <= MOST_BYTES,
        f"the server sent {moved:,} bytes to find {SHARED} products",
        f"a reply with {SHARED} products",
        "Where are the two sets compared, in your program or on the server?",
    )


def _sent(ctx):
    return ctx.r.info("stats")["total_net_output_bytes"]


@step("any sequence of calls finds the right products", fresh=True)
def any_sequence(ctx):
    twin(
        ctx,
        calls,
        length=30,
        questions={"reply": "Which products have all of these tags and none of those in `without`?"},
    )


@step("two calls at the same moment don't disturb each other", fresh=True)
def at_the_same_moment(ctx):
    kitchen, sale = call.find_products(["kitchen", "gift"], ["old"]), call.find_products(["gift", "sale"])
    every_order(ctx, kitchen, sale, setup=lambda: _shop(ctx), question=TEMPORARY)
    question = "What can another process do between your read and your write?"
    tag, other_tag = call.tag_product(7, ["gift"]), call.tag_product(8, ["gift"])
    every_order(ctx, tag, other_tag, setup=lambda: _shop(ctx), question=question)


@step("a crash leaves no key behind", fresh=True)
def crash(ctx):
    def only_tags(crash):
        left = sorted(set(ctx.keys()) - {f"tag:{tag}" for tag in TAGS})
        expect(
            not left,
            f"{crash}; then the key `{left[0] if left else ''}` was left behind",
            "the tags alone",
            TEMPORARY,
        )

    every_crash(ctx, call.find_products(["kitchen", "gift"], ["old"]), only_tags, setup=lambda: _shop(ctx))
