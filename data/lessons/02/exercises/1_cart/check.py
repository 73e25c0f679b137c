"""A shared cart."""

from helpers.exercises import call, cases, every_order, expect, step, twin

OBJECTIVES = (1,)
KEYS = {"cart:*": None}
CUSTOMERS = ["ana", "Ana", "bo", "a:b", "ü", "0"]
PRODUCTS = ["kettle", "Kettle", "kettle ", "lamp", "", "0", "desk:2", "ü", "a b"]
MIXED_UP = "To which customer and which product does this reply belong, and what did the calls before it add?"


def calls(g):
    if g.random() < 0.4:
        return call.read_cart(g.choice(CUSTOMERS))
    return call.add_to_cart(g.choice(CUSTOMERS), g.choice(PRODUCTS), g.choice([1, 2, 3, 10, 70_000, 2**33]))


@step("what you add is in the cart, under the one key `cart:<customer>`")
def added(ctx):
    first = ctx.answer.add_to_cart("ana", "kettle", 2)
    expect(
        first == 2,
        f"2 kettles were added to an empty cart, and `add_to_cart` returned {first!r}",
        "2, the kettles that are in the cart now",
        "What does the server reply to a command that adds?",
    )
    ctx.answer.add_to_cart("ana", "lamp", 1)
    held = ctx.keys()
    expect(
        held == ["cart:ana"],
        f"after a kettle and a lamp were added for `ana`, the server holds {held}",
        "the whole cart under the one key `cart:ana`",
        "Where does another process find the whole cart of `ana`?",
    )
    again = ctx.answer.add_to_cart("ana", "kettle", 3)
    expect(
        again == 5,
        f"2 kettles were in the cart, 3 more were added, and the second call returned {again!r}",
        "5, the kettles that are in the cart now",
        "Does your command add to the quantity of this product, and what does it reply?",
    )


@step("a large cart comes back whole, with an `int` for each product", fresh=True)
def read(ctx):
    wanted = {f"product {number}": number + 1 for number in range(200)} | {"long name" * 10: 1}
    for product, quantity in wanted.items():
        ctx.answer.add_to_cart("bo", product, quantity)
    cart = ctx.answer.read_cart("bo")
    expect(
        isinstance(cart, dict) and set(cart) == set(wanted),
        f"{len(wanted)} products were added, and `read_cart` returned {_counted(cart)}",
        "a dict with all of them",
        "Which command reads a whole cart, and what do you do with its reply?",
    )
    types = {type(quantity).__name__ for quantity in cart.values()}
    expect(
        types == {"int"},
        f"the quantities that `read_cart` returned have the type {' and '.join(sorted(types))}",
        "`int` for every quantity",
        "Which type do values have that come back from Redis, and who converts them?",
    )


@step("a customer without a cart has an empty one", fresh=True)
def empty(ctx):
    cases(
        ctx.answer.read_cart,
        [(("eve",), {})],
        "What does the server reply for a key that doesn't exist, and what do you make of it?",
    )


def _counted(cart):
    return f"a dict of {len(cart)}" if isinstance(cart, dict) else repr(cart)


@step("every addition counts, whichever process it comes from", fresh=True)
def every_addition(ctx):
    twin(
        ctx,
        calls,
        free=True,
        questions={
            "reply": MIXED_UP,
            "type": "Which type does your command reply with, and who converts it?",
        },
    )


@step("two processes that add to a cart at the same moment lose nothing", fresh=True)
def at_the_same_moment(ctx):
    lamp = call.add_to_cart("cleo", "lamp", 1)
    question = {
        "data": "What can another process do between your read and your write?",
        "results": "Is the number that you return the reply to your own command, or was it read later?",
    }
    every_order(ctx, lamp, lamp, question=question)
    every_order(ctx, lamp, call.add_to_cart("cleo", "kettle", 2), question=question)


@step("each call takes one round trip", fresh=True)
def trips(ctx):
    for arguments, command in (
        (("add_to_cart", "dan", "desk", 1), "adds on the server and replies with the result"),
        (("read_cart", "dan"), "reads the whole cart"),
    ):
        name, *given = arguments
        with ctx.watch() as asked:
            getattr(ctx.answer, name)(*given)
        expect(
            asked.round_trips == 1,
            f"one `{name}` took {asked.round_trips} round trips: {', '.join(asked.commands)}",
            "1 round trip",
            f"Which single command {command}?",
        )
