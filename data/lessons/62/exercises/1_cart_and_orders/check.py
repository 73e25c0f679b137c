"""A cart and its orders, in a cluster."""

import time
from binascii import crc_hqx

from helpers.exercises import asking, call, every_crash, every_order, expect, expect_keys_declared, step

OBJECTIVES = (2,)
KEYS = {"cart:*": None, "order:*": None}
SERVER = {"cluster_enabled": True}
SLOTS = 16_384
TOGETHER = "Which part of a key decides its slot, and which keys does one of your commands need together?"


def one_node(ctx):
    """Make the scratch server a cluster of one node, which owns all slots."""
    if ctx.r.cluster("INFO")["cluster_slots_assigned"] == "0":
        ctx.r.execute_command("CLUSTER ADDSLOTSRANGE", 0, SLOTS - 1)
    until = time.monotonic() + 20
    while ctx.r.cluster("INFO")["cluster_state"] != "ok" and time.monotonic() < until:
        time.sleep(0.02)


def held(ctx, kind, user):
    """Return {key: quantities by product} of the keys that begin with `kind` and contain `user`."""
    keys = [key for key in ctx.r.scan_iter(f"{kind}:*") if user in key]
    return {
        key: {field: _number(value) for field, value in ctx.r.hgetall(key).items()} for key in sorted(keys)
    }


def _number(value):
    return int(value) if value.isdigit() else value


def slots_of(ctx):
    """Return the slot of each key on the server."""
    return {key: ctx.r.cluster("KEYSLOT", key) for key in ctx.r.scan_iter("*")}


@step("a cart becomes an order with the same products, and is then empty", fresh=True)
def sells(ctx):
    one_node(ctx)
    with asking(TOGETHER, "CROSSSLOT", "same slot"):
        for product, quantity in (("tea", 2), ("Green lamp", 1), ("tea", 1)):
            ctx.answer.add("ana", product, quantity)
        want = {"tea": 3, "Green lamp": 1}
        _expect_one(ctx, "cart", "ana", want, "2 and then 1 of `tea` were added, which is 3 of `tea`")
        sold = ctx.answer.check_out("ana", 7)
    expect(sold is True, f"`{ctx.called}` returned {sold!r}", "`True`", "What does your function return?")
    _expect_one(ctx, "order", "ana", want, "the cart was checked out")
    expect(
        not held(ctx, "cart", "ana"),
        f"after `check_out`, the cart is still there: {held(ctx, 'cart', 'ana')}",
        "no cart",
        "What will the customer pay for next time?",
    )
    expect_keys_declared(ctx, "By what does a cluster client choose the node that runs a script?")
    for user in ("Ana", "ana", "anabel"):
        ctx.answer.add(user, "lamp", 1)
    expect(
        len(ctx.keys("cart:*")) == 3,
        f"Ana, ana and anabel have each put a lamp into the cart, and the carts are {ctx.keys('cart:*')}",
        "three carts",
        "Which customers share a cart, and what is in the name of its key?",
    )


def _expect_one(ctx, kind, user, want, case):
    found = held(ctx, kind, user)
    fields = {field for lines in found.values() for field in lines}
    expect(
        not fields or fields == want.keys(),
        f"{case}, and the fields of the {kind} are {sorted(fields)}",
        f"{sorted(want)}",
        "Are the fields of the hash the products, letter for letter, and nothing else?",
    )
    expect(
        list(found.values()) == [want],
        f"{case}, and the keys of the {kind} are {found}",
        f"one hash with {want}",
        "Which command adds to what a field already has, and which key is it in?",
    )


@step("a cart that's empty gives False and no order, and later orders have their own keys", fresh=True)
def empty(ctx):
    one_node(ctx)
    with asking("What does `RENAME` reply if there's no such key?", "no such key"):
        sold = ctx.answer.check_out("bo", 1)
    expect(
        sold is False and not held(ctx, "order", "bo"),
        f"for an empty cart, `check_out` returned {sold!r}, and its orders are {held(ctx, 'order', 'bo')}",
        "`False`, and no order",
        "What does your function do if there is no cart?",
    )
    numbers = 2, 12, 112
    for number in numbers:
        ctx.answer.add("bo", "lamp", number)
        ctx.answer.check_out("bo", number)
    orders = held(ctx, "order", "bo")
    expect(
        len(orders) == 3 and all(str(lines.get("lamp")) in key for key, lines in orders.items()),
        f"a customer has made the orders {', '.join(map(str, numbers))}, and the keys of orders are {orders}",
        "three hashes, whose keys contain the number of the order",
        "What distinguishes the keys of two orders?",
    )


@step("the keys of a customer are in one slot, and the customers are spread", fresh=True)
def spread(ctx):
    one_node(ctx)
    users = [f"{chr(97 + number % 26)}{number * 37 % 997}" for number in range(60)]
    for user in users:
        ctx.answer.add(user, "lamp", 1)
        ctx.answer.check_out(user, 5)
        ctx.answer.add(user, "tea", 1)
    slots = slots_of(ctx)
    used = len(set(slots.values()))
    expect(
        used >= 50,
        f"the carts and orders are in {used} slot{'s' * (used != 1)} for 60 customers",
        "about as many slots as customers",
        "What do all of these keys have in their braces, and which node does the work?",
    )
    expect(
        len(slots) == 120 and all(slots[key] == crc_hqx(_tag(key), 0) % SLOTS for key in slots),
        f"there are {len(slots)} keys for 60 carts and 60 orders",
        "a cart and an order for each customer",
        TOGETHER,
    )


def _tag(key):
    inner = key.partition("{")[2].partition("}")[0]
    return (inner or key).encode()


@step("two clicks at the same moment give one order, and what's added meanwhile isn't lost", fresh=True)
def races(ctx):
    one_node(ctx)

    def filled():
        ctx.answer.add("cy", "lamp", 2)

    def once(results):
        orders = held(ctx, "order", "cy")
        expect(
            sorted(results, key=str) == [False, True]
            and list(orders.values()) == [{"lamp": 2}]
            and not held(ctx, "cart", "cy"),
            f"two clicks at the same moment returned {results}, and the orders are {orders}",
            "one True, one False, and one order with 2 of `lamp`",
            "What can the other click do between your read and your write?",
        )

    first, second = call.check_out("cy", 1), call.check_out("cy", 1)
    with asking("What does `RENAME` reply to the second click?", "no such key"):
        every_order(ctx, first, second, setup=filled, holds=once)

    def all_there(results):
        expect(
            results[0] is True,
            f"while something was added to a full cart, `check_out` returned {results[0]!r}",
            "`True`",
            "What does your function do if the cart has changed since it was read?",
        )
        cart, orders = held(ctx, "cart", "cy"), held(ctx, "order", "cy")
        quantities = [line for lines in (*cart.values(), *orders.values()) for line in lines.values()]
        expect(
            sum(quantities) == 5,
            f"3 of `lamp` were added at the same moment as 2 were checked out. The cart is now {cart},"
            f" and the orders are {orders}",
            "5 of `lamp` in all",
            "What can another web server add between your read and your write?",
        )

    every_order(ctx, call.check_out("cy", 1), call.add("cy", "lamp", 3), setup=filled, holds=all_there)


@step("a crash at any round trip leaves a cart or an order, and not both", fresh=True)
def crashes(ctx):
    one_node(ctx)

    def filled():
        ctx.answer.add("dee", "lamp", 2)

    def one_of_them(crash):
        both = held(ctx, "cart", "dee") | held(ctx, "order", "dee")
        expect(
            list(both.values()) == [{"lamp": 2}],
            f"after a crash, cart and order together are {both}",
            "the 2 of `lamp` once",
            "Which of your commands have to run together, or not at all?",
        )

    every_crash(ctx, call.check_out("dee", 1), one_of_them, setup=filled)
