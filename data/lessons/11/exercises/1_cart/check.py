"""The cart."""

from helpers.exercises import (
    call,
    cases,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    other,
    step,
    twin,
)

OBJECTIVES = (1,)
WEEK = 7 * 24 * 3600  # seconds
KEYS = {"cart:*": WEEK}


def calls(g):
    customer, product = g.choice([7, 7, 7, 8]), g.choice([91, 456, 0, 12])
    kind = g.choice(["add", "add", "add", "remove", "read", "expire"])
    if kind == "add":
        return call.add_to_cart(customer, product, g.choice([1, 2, 3, 70_000]))
    if kind == "remove":
        return call.remove_from_cart(customer, product)
    return call.read_cart(customer) if kind == "read" else other.expire(f"cart:{customer}", 3600)


def _two_products(ctx):
    ctx.r.hset("cart:7", mapping={456: 1, 12: 4})
    ctx.r.expire("cart:7", WEEK)


@step("quantities of a product add up in the hash `cart:<customer>`")
def adds(ctx):
    now = ctx.answer.add_to_cart(7, 456, 2)
    expect_key(ctx, "cart:7", "hash", question="In which type can one product change without the others?")
    question = "Which command adds to the number in a field and returns the result?"
    expect(now == 2, f"`add_to_cart` returned {now!r} for the first 2 of a product", "the number 2", question)
    expect(type(now) is int, f"`add_to_cart` returned {now!r}", "2, an `int`", "Which command adds integers?")
    now = ctx.answer.add_to_cart(7, 456, 3)
    expect(
        now == 5,
        f"adding 2 of product 456, and then 3 more, returned {now!r}",
        "the number 5",
        "What happens to the quantity that is already in the cart?",
    )
    expect_key(ctx, "cart:7", "hash", {"456": "5"}, "What is the field, and what is its value?")


@step("each add sets the TTL to 7 days, and nothing else does", fresh=True)
def expires(ctx):
    ctx.answer.add_to_cart(8, 91, 1)
    expect_ttl(ctx, "cart:8", WEEK, "Which command sets a TTL on the whole key, and when does it run?")
    ctx.r.expire("cart:8", 3600)
    ctx.answer.add_to_cart(8, 12, 1)
    left = ctx.r.ttl("cart:8")
    expect(
        WEEK - 2 <= left <= WEEK,
        f"the cart had one hour left, one more product was added, and its `TTL` is {left}",
        f"{WEEK} s: the seven days start again",
        "Is the TTL set with each add, or only with the first?",
    )
    ctx.r.expire("cart:8", 3600)
    ctx.answer.read_cart(8)
    ctx.answer.remove_from_cart(8, 12)
    left = ctx.r.ttl("cart:8")
    expect(
        left <= 3600,
        f"the cart had one hour left, it was read and a product was removed, and its `TTL` is {left}",
        "still one hour",
        "Which of the three functions may set the TTL?",
    )


@step("`read_cart` returns numbers", fresh=True)
def reads(ctx):
    cases(ctx.answer.read_cart, [((7,), {})], "What does redis-py return for a hash that doesn't exist?")
    ctx.answer.add_to_cart(7, 91, 1)
    ctx.answer.add_to_cart(7, 456, 2)
    cart = ctx.answer.read_cart(7)
    expect(
        cart == {91: 1, 456: 2},
        f"`read_cart` returned {cart!r}",
        "{91: 1, 456: 2}",
        "Which types do fields and values have when they arrive, and where do they become numbers?",
    )


@step("`remove_from_cart` removes one product", fresh=True)
def removes(ctx):
    ctx.answer.add_to_cart(7, 91, 1)
    ctx.answer.add_to_cart(7, 456, 2)
    removed = ctx.answer.remove_from_cart(7, 456)
    expect(
        not ctx.r.hexists("cart:7", "456"),
        f"product 456 was removed but is still in the cart, with a quantity of {ctx.r.hget('cart:7', '456')}",
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
        (removed, again) == (True, False),
        f"`remove_from_cart` returned {removed!r} for a product in the cart, and {again!r} when it was gone",
        "True, then False",
        "What does the server reply if it finds no field to remove?",
    )
    expect(
        removed is True and again is False,
        f"`remove_from_cart` returned {removed!r}, then {again!r}",
        "True, then False, each a `bool`",
        "Which type does redis-py return for `HDEL`?",
    )


@step("any sequence of calls gives the right carts", fresh=True)
def any_sequence(ctx):
    twin(ctx, calls, length=30, questions={"content": "Which field does each of these calls have to change?"})


@step("calls at the same moment give what one call after the other gives", fresh=True)
def at_the_same_moment(ctx):
    add, more, remove = (
        call.add_to_cart(7, 456, 2),
        call.add_to_cart(7, 456, 3),
        call.remove_from_cart(7, 456),
    )
    reply = "Does your function return the reply to its own command, or a value that it read before or after?"
    question = {"data": "What can another process do between your read and your write?", "results": reply}
    for one, another in ((add, more), (add, call.add_to_cart(7, 91, 1)), (remove, remove), (add, remove)):
        every_order(ctx, one, another, setup=lambda: _two_products(ctx), question=question)


@step("a process that crashes leaves no cart without its TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.add_to_cart(9, 456, 2), lambda crash: None)
    every_crash(ctx, call.remove_from_cart(7, 456), lambda crash: None, setup=lambda: _two_products(ctx))
