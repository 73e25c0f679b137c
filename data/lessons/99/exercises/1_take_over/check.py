"""Hand over a cart without losing one."""

from helpers.exercises import expect, step

OBJECTIVES = (1, 2)
OLD, NEW = "cart:visitor:81", "cart:customer:7"
CART = {"456": "1", "1789": "2"}


@step("the cart is under the customer's key, and the visitor's key is gone")
def moves(ctx):
    ctx.r.hset(OLD, mapping=CART)
    ctx.r.expire(OLD, 3600)
    handed_over = ctx.answer.take_over(81, 7)
    keys = ctx.keys()
    expect(
        keys == [NEW],
        f"the server holds {', '.join(f'`{key}`' for key in keys) or 'no keys'}",
        f"one key, `{NEW}`",
        "Under which key should the cart be afterward, and what should happen to the other key?",
    )
    expect(
        ctx.r.hgetall(NEW) == CART,
        f"`{NEW}` holds {ctx.r.hgetall(NEW)}",
        f"the visitor's cart, {CART}",
        "Does your function change only the key, or the value too?",
    )
    expect(
        handed_over is True,
        f"the cart was handed over, and your function returned {handed_over!r}",
        "True",
        "What does the command return, and does your function return it?",
    )


@step("the cart keeps its TTL")
def expiry(ctx):
    left = ctx.r.ttl(NEW)
    expect(
        3590 <= left <= 3600,
        f"`TTL {NEW}` is {left}",
        "3,600 seconds, like the visitor's cart",
        "Which commands keep a key's TTL, and which create a new key?",
    )


@step("the customer's own cart is not lost", fresh=True)
def keeps(ctx):
    ctx.r.hset(OLD, mapping=CART)
    ctx.r.hset(NEW, mapping={"5000": "1"})
    handed_over = ctx.answer.take_over(81, 7)
    expect(
        ctx.r.hgetall(NEW) == {"5000": "1"},
        f"the customer's own cart held product 5000, and now `{NEW}` holds {ctx.r.hgetall(NEW)}",
        "the customer's own cart, unchanged",
        "What does `RENAME` do if the new key exists?",
    )
    expect(
        ctx.r.hgetall(OLD) == CART,
        f"nothing was handed over, and `{OLD}` holds {ctx.r.hgetall(OLD)}",
        "the visitor's cart, unchanged",
        "What should happen to the visitor's key if the customer has a cart?",
    )
    expect(
        handed_over is False,
        f"nothing was handed over, and your function returned {handed_over!r}",
        "False",
        "How does the command's reply differ in the two cases?",
    )
