"""Hand over a cart."""

from helpers.exercises import expect, step

OBJECTIVES = (1, 2)
OLD, NEW = "cart:visitor:81", "cart:customer:7"
CART = {"456": "1", "1789": "2"}


@step("the cart has its new name, and the old one is gone")
def moves(ctx):
    ctx.r.hset(OLD, mapping=CART)
    ctx.r.expire(OLD, 3600)
    handed_over = ctx.answer.take_over(81, 7)
    keys = ctx.keys()
    expect(
        keys == [NEW],
        f"the server holds {', '.join(f'`{key}`' for key in keys) or 'no keys'}",
        f"one key, `{NEW}`",
        "Which name should the cart have afterwards, and what is left of the other one?",
    )
    expect(
        ctx.r.hgetall(NEW) == CART,
        f"`{NEW}` holds {ctx.r.hgetall(NEW)}",
        f"the cart that the visitor had, {CART}",
        "Does your function change the name, or the value as well?",
    )
    expect(
        handed_over is True,
        f"the cart was handed over, and your function returned {handed_over!r}",
        "True",
        "What does the command answer, and where does your function hand it on?",
    )


@step("the cart keeps the time it has left")
def expiry(ctx):
    left = ctx.r.ttl(NEW)
    expect(
        3590 <= left <= 3600,
        f"`TTL {NEW}` is {left}",
        "the 3,600 seconds that the visitor's cart had left",
        "Which commands carry a key's time to live along, and which make a new key?",
    )


@step("a cart that the customer has already is not lost", fresh=True)
def keeps(ctx):
    ctx.r.hset(OLD, mapping=CART)
    ctx.r.hset(NEW, mapping={"5000": "1"})
    handed_over = ctx.answer.take_over(81, 7)
    expect(
        ctx.r.hgetall(NEW) == {"5000": "1"},
        f"the customer's own cart held product 5000, and now `{NEW}` holds {ctx.r.hgetall(NEW)}",
        "the customer's own cart, unchanged",
        "What does `RENAME` do to a key that has the new name already?",
    )
    expect(
        ctx.r.hgetall(OLD) == CART,
        f"nothing was handed over, and `{OLD}` holds {ctx.r.hgetall(OLD)}",
        "the visitor's cart, unchanged",
        "What should happen to the old name when the new one is taken?",
    )
    expect(
        handed_over is False,
        f"nothing was handed over, and your function returned {handed_over!r}",
        "False",
        "Where does the answer of the command tell the two cases apart?",
    )
