"""The cart."""

from helpers.exercises import expect, step

OBJECTIVES = (1,)
WEEK = 7 * 24 * 3600  # seconds
THREADS, ADDS_EACH = 8, 5


@step("pieces of a product add up in the hash `cart:<customer>`")
def adds(ctx):
    now = ctx.answer.add_to_cart(7, 456, 2)
    kind = ctx.r.type("cart:7")
    expect(
        kind == "hash",
        "there is no key `cart:7`" if kind == "none" else f"`cart:7` is a {kind}",
        "a hash `cart:7`",
        "Which type lets one product change while the others stay as they are?",
    )
    expect(
        now == 2,
        f"`add_to_cart` returned {now!r} for the first 2 pieces",
        "the number 2",
        "Which command answers with the number that it made?",
    )
    now = ctx.answer.add_to_cart(7, 456, 3)
    expect(
        now == 5,
        f"2 pieces of product 456, and then 3 more, returned {now!r}",
        "the number 5",
        "What happens to the pieces that are there already?",
    )
    held = ctx.r.hgetall("cart:7")
    expect(
        held == {"456": "5"},
        f"the hash holds {held!r}",
        "{'456': '5'}",
        "What is the field, and what is its value?",
    )


@step("the cart ends 7 days after the last add", fresh=True)
def ends(ctx):
    question = "Which command gives the whole key an end, and when has it to run?"
    ctx.answer.add_to_cart(8, 91, 1)
    ctx.expect_ttl("cart:8", WEEK, question)
    ctx.r.expire("cart:8", 3600)
    ctx.answer.add_to_cart(8, 12, 1)
    left = ctx.r.ttl("cart:8")
    expect(
        WEEK - 2 <= left <= WEEK,
        f"a cart with one hour left got a product for the second time, and its `TTL` is {left}",
        f"{WEEK} s: the seven days begin anew",
        "Does the end move with each add, or only with the first?",
    )


@step("`read_cart` has numbers", fresh=True)
def reads(ctx):
    cart = ctx.answer.read_cart(7)
    expect(
        cart == {},
        f"for a customer without a cart, `read_cart` returned {cart!r}",
        "an empty `dict`",
        "What does redis-py make of a hash that does not exist?",
    )
    ctx.answer.add_to_cart(7, 91, 1)
    ctx.answer.add_to_cart(7, 456, 2)
    cart = ctx.answer.read_cart(7)
    expect(
        cart == {91: 1, 456: 2},
        f"`read_cart` returned {cart!r}",
        "{91: 1, 456: 2}",
        "As which type do fields and values arrive, and where do they become numbers?",
    )


@step("`remove_from_cart` takes out one product", fresh=True)
def removes(ctx):
    ctx.answer.add_to_cart(7, 91, 1)
    ctx.answer.add_to_cart(7, 456, 2)
    there = ctx.answer.remove_from_cart(7, 456)
    expect(
        not ctx.r.hexists("cart:7", "456"),
        f"product 456 was removed and is still in the cart, with {ctx.r.hget('cart:7', '456')} pieces",
        "no field for it",
        "Which command removes a field?",
    )
    expect(
        ctx.r.hgetall("cart:7") == {"91": "1"},
        "product 456 was removed, and the other product is gone as well",
        "product 91 still in the cart",
        "Does your command remove a field or the key?",
    )
    again = ctx.answer.remove_from_cart(7, 456)
    expect(
        (there, again) == (True, False),
        f"`remove_from_cart` returned {there!r} for a product in the cart, {again!r} when it was not in it",
        "True, then False",
        "What does the server answer when it finds nothing to remove?",
    )


@step(f"no piece is lost while {THREADS} threads add at once", fresh=True)
def threads(ctx):
    def shop(_):
        return [ctx.answer.add_to_cart(7, 456, 2) for _ in range(ADDS_EACH)]

    ctx.together(THREADS, shop)
    pieces = 2 * THREADS * ADDS_EACH
    counted = int(ctx.r.hget("cart:7", "456") or 0)
    expect(
        counted == pieces,
        f"of {pieces} pieces, the cart has {counted}: {pieces - counted} were lost",
        f"all {pieces}",
        "What can another thread do between your read and your write?",
    )
