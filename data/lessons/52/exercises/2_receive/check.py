"""Read your own writes."""

from helpers.exercises import (
    call,
    cases,
    every_order,
    expect,
    expect_key,
    other,
    step,
    twin,
)

OBJECTIVES = (3,)
KEYS = {"stock:*": None}
TRIPS = {"receive": 1}
PRODUCTS = [24, 25, 7, "7b", "ü 0", 0]
SHELF = "Which products does the clerk want to see, and which of the replies belong to the shelf?"
APART = "Which argument of `pipeline` keeps other clients out until all of your commands have run?"


def calls(g):
    delivery = {product: g.choice([1, 3, 40]) for product in g.sample(PRODUCTS, g.choice([0, 1, 2, 3]))}
    return call.receive(delivery, g.sample(PRODUCTS, g.choice([0, 1, 2, 4])))


@step("the delivery is in stock, and the shelf shows the stock after it")
def received(ctx):
    ctx.r.mset({"stock:24": 5, "stock:26": 9})
    shown = ctx.answer.receive({24: 10, 25: 3}, [24, 26])
    for key, stock, question in (
        ("stock:25", "3", "How many pieces of each product are in the delivery?"),
        ("stock:24", "15", "What was in stock before the delivery, and which command adds to it?"),
    ):
        expect_key(ctx, key, "string", stock, question)
    expect(
        isinstance(shown, dict),
        f"`receive` returned {shown!r}",
        "a dict that maps each product on the shelf to its stock",
        "What does your function return?",
    )
    expect(
        shown.get(24) not in (5, "5"),
        f"5 pieces were in stock, 10 arrived, and `receive` returned {shown!r}",
        "{24: 15, 26: 9}",
        "In which order does the server run the commands of your pipeline?",
    )
    expect(
        shown != {24: "15", 26: "9"},
        f"`receive` returned {shown!r}",
        "{24: 15, 26: 9}, with numbers",
        "What type does `GET` return, and which one does the clerk need?",
    )
    expect(
        shown == {24: 15, 26: 9},
        f"`receive` returned {shown!r}",
        "{24: 15, 26: 9}",
        SHELF,
    )


@step("a product without stock shows 0, and gets no key", fresh=True)
def missing(ctx):
    cases(
        ctx.answer.receive,
        [(({25: 3}, [24, 25]), {24: 0, 25: 3})],
        "What does the server reply for a key that doesn't exist?",
    )
    expect(
        ctx.keys() == ["stock:25"],
        f"product 24 was only on the shelf, and the server holds {', '.join(ctx.keys())}",
        "`stock:25` alone",
        "You only read the shelf, so which of your commands creates a key?",
    )


@step("the delivery, the shelf or both may be empty", fresh=True)
def empty(ctx):
    cases(
        ctx.answer.receive,
        [(({24: 4}, []), {}), (({}, [24]), {24: 4}), (({}, []), {})],
        "What do you send, and what do you return, if one of the two is empty?",
    )


@step("any sequence of deliveries gives what the tested solution gives", fresh=True)
def any_sequence(ctx):
    twin(
        ctx,
        calls,
        questions={
            "reply": SHELF,
            "content": "What was in stock before the delivery, and which command adds to it?",
        },
    )


@step("no client sees a part of a delivery", fresh=True)
def whole(ctx):
    def both_or_none():
        held = ctx.r.mget("stock:24", "stock:25")
        expect(
            held in (["1", "1"], ["11", "11"]),
            f"a delivery adds 10 to both products, and at this moment the stocks are {' and '.join(held)}",
            "1 and 1, or 11 and 11",
            APART,
        )

    every_order(
        ctx,
        call.receive({24: 10, 25: 10}, [24, 25]),
        other.mget("stock:24", "stock:25"),
        setup=lambda: ctx.r.mset({"stock:24": 1, "stock:25": 1}),
        holds=lambda results: None,
        always=both_or_none,
    )


@step("two deliveries at the same moment: each sees the shelf right after its own", fresh=True)
def at_once(ctx):
    every_order(
        ctx,
        call.receive({24: 10, 25: 10}, [24, 25, 26]),
        call.receive({25: 3}, [24, 25]),
        question="Can another delivery come between your writes and your reads?",
    )
