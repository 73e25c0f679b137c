"""A cart that many hands change."""

from helpers.exercises import expect, step

OBJECTIVES = (1,)
THREADS, TIMES = 8, 10


@step("what is added is in the cart, under `cart:<customer>`")
def added(ctx):
    first = ctx.answer.add_to_cart("ana", "kettle", 2)
    expect(
        first == 2,
        f"the first 2 kettles in the cart of `ana` returned {first!r}",
        "2, the kettles that are now in",
        "What does the server reply to a command that adds?",
    )
    expect(
        ctx.r.exists("cart:ana") == 1,
        "the server holds no key `cart:ana`",
        "the whole cart under that one key",
        "How does another process find the cart of `ana`?",
    )
    again = ctx.answer.add_to_cart("ana", "kettle", 3)
    expect(
        again == 5,
        f"2 kettles, then 3 more: the second call returned {again!r}",
        "5",
        "Does your command add to what is there, or put its own number in place of it?",
    )


@step("the cart comes back with its numbers", fresh=True)
def read(ctx):
    for product, pieces in [("kettle", 2), ("lamp", 1), ("kettle", 3)]:
        ctx.answer.add_to_cart("bo", product, pieces)
    cart = ctx.answer.read_cart("bo")
    expect(
        isinstance(cart, dict) and set(cart) == {"kettle", "lamp"},
        f"a cart with kettles and a lamp was read as {cart!r}",
        "a dict with the keys 'kettle' and 'lamp'",
        "Which command reads all of a cart at once?",
    )
    expect(
        cart == {"kettle": 5, "lamp": 1},
        f"5 kettles and 1 lamp were read as {cart!r}",
        "{'kettle': 5, 'lamp': 1}, with numbers as values",
        "What type has a value that comes back from Redis, and who makes a number of it?",
    )
    empty = ctx.answer.read_cart("nobody")
    expect(
        empty == {},
        f"the cart of somebody who has none was read as {empty!r}",
        "{}",
        "What does the server reply for a key that does not exist?",
    )


@step(f"no piece is lost when {THREADS} threads add at once", fresh=True)
def together(ctx):
    ctx.together(
        THREADS, lambda _: [ctx.answer.add_to_cart("cleo", "lamp", 1) for _ in range(TIMES)], latency=0.0005
    )
    lamps = ctx.answer.read_cart("cleo").get("lamp")
    expect(
        lamps == THREADS * TIMES,
        f"{THREADS} threads added a lamp {TIMES} times each; afterwards the cart held {lamps} lamps",
        f"{THREADS * TIMES} lamps",
        "What can another thread do between your read and your write?",
    )


@step("each call is one round trip", fresh=True)
def trips(ctx):
    with ctx.watch() as asked:
        ctx.answer.add_to_cart("dan", "desk", 1)
    expect(
        asked.round_trips == 1,
        f"one `add_to_cart` took {asked.round_trips} round trips: {'; '.join(asked.commands)}",
        "1 round trip",
        "Which single command does the whole change on the server, and replies with the result?",
    )
    with ctx.watch() as asked:
        ctx.answer.read_cart("dan")
    expect(
        asked.round_trips == 1,
        f"one `read_cart` took {asked.round_trips} round trips: {'; '.join(asked.commands)}",
        "1 round trip",
        "Which single command reads the whole cart?",
    )
