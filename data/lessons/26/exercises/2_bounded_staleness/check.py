"""A stock that is at most five seconds old."""

from helpers.exercises import call, every_crash, every_order, expect, gaps, small_shop, step

OBJECTIVES = (3, 5)
KEYS = {"*": 300}
SECONDS = 10  # the first check on a machine generates the small shop
PRODUCT, OTHER = 24, 7
KEY = f"stock:{PRODUCT}"


class Process:
    """One process of the shop: a memory of its own, and a subscriber of the channel."""

    def __init__(self, ctx, shop):
        self._ctx, self._shop = ctx, shop
        self._memory, self._messages = {}, ctx.r.pubsub()
        self._messages.subscribe("changed")
        self._messages.get_message(timeout=2)

    def reads(self, product, at):
        self._ctx.r.ping()  # answered after all messages so far have left the server
        return self._ctx.answer.read_stock(self._shop, self._memory, self._messages, product, at)

    def hears(self, wait=2):
        return self._messages.get_message(timeout=wait)


class Lost:
    """A subscriber that never gets a message."""

    def get_message(self, *args, **kwargs):
        return None

    def __repr__(self):
        return "messages"


def _number(stock, seen):
    expect(
        seen == [stock] * len(seen),
        f"the database has {stock}; from the database, memory and Redis `read_stock` returned "
        f"{', '.join(map(repr, seen))}",
        f"the number {stock} each time",
        "Redis returns a string. Where do you turn it into a number again?",
    )


@step("a stock comes from the database, and is stored in `stock:<id>` for 300 s")
def from_database(ctx):
    with small_shop() as shop:
        stock = shop.product(PRODUCT)["stock"]
        process = Process(ctx, shop)
        seen = [process.reads(PRODUCT, at=1000.0)]
        ctx.expect_ttl(KEY, 300, "Where does another process find the stock?")
        seen.append(process.reads(PRODUCT, at=1001.0))
        ctx.r.expire(KEY, 100)
        with shop.counting() as count:
            seen.append(Process(ctx, shop).reads(PRODUCT, at=1001.0))
    _number(stock, seen)
    expect(
        count.reads == 0,
        f"with `{KEY}` in Redis, a process with an empty memory read the database {count.reads} times",
        "0 reads",
        "Which level comes between memory and the database?",
    )
    expect(
        ctx.r.ttl(KEY) <= 100,
        f"`{KEY}` had 100 s left, and after a hit in Redis it has {ctx.r.ttl(KEY)} s left",
        "an unchanged TTL: 300 s from the database read",
        "If each process that starts renews the TTL, how old can the stock in Redis get?",
    )


@step("a stock in memory takes no command and no database read, and 0 is a stock", fresh=True)
def from_memory(ctx):
    for stock in (5, 0):
        ctx.r.flushdb()
        with small_shop() as shop:
            shop.set_stock(PRODUCT, stock)
            process = Process(ctx, shop)
            process.reads(PRODUCT, at=1000.0)
            with ctx.watch() as asked, shop.counting() as count:
                seen = process.reads(PRODUCT, at=1004.9)
        expect(
            not asked.commands and not count.reads and seen == stock,
            f"with {stock} in stock, a read 4.9 s after the first returned {seen!r}, sent "
            f"{', '.join(asked.commands) or 'nothing'} and took {count.reads} database reads",
            f"{stock}, no command and no read",
            "How do you know that `memory` holds the stock, and for how long do you use it?",
        )


@step("a stock of 0 in Redis is a hit", fresh=True)
def zero_in_redis(ctx):
    with small_shop() as shop:
        shop.set_stock(PRODUCT, 0)
        Process(ctx, shop).reads(PRODUCT, at=1000.0)
        with shop.counting() as count:
            seen = Process(ctx, shop).reads(PRODUCT, at=1000.0)
    expect(
        seen == 0 and count.reads == 0,
        f"with a stock of 0 in Redis, a process with an empty memory returned {seen!r} and read the database"
        f" {count.reads} times",
        "0, without a database read",
        "Which reply to `GET` means that there's no such key?",
    )


@step("a change reaches the database, Redis and the subscribers", fresh=True)
def change(ctx):
    with small_shop() as shop:
        process, listener = Process(ctx, shop), Process(ctx, shop)
        process.reads(PRODUCT, at=1000.0)
        ctx.answer.change_stock(shop, PRODUCT, 11)
        stock = shop.product(PRODUCT)["stock"]
    expect(
        stock == 11,
        f"after `change_stock(r, shop, {PRODUCT}, 11)`, the stock in the database is {stock}",
        "11 in the database",
        "Which call of `shop` changes the row?",
    )
    held = ctx.r.get(KEY)
    expect(
        held is None,
        f"after the change, `{KEY}` still holds {held} in Redis",
        f"no `{KEY}`",
        "What does a process read from Redis after it has dropped its own copy?",
    )
    message = listener.hears()
    expect(
        message is not None,
        "nothing was published on the channel `changed`",
        "a message with the ID",
        "How do other processes learn of the change?",
    )
    expect(
        message["data"] == str(PRODUCT),
        f"the message on `changed` was {message['data']!r}",
        f"only the ID, '{PRODUCT}'",
        "What does a process need to know to drop its copy?",
    )


@step("after a message, the next read returns the new stock, and other products stay in memory", fresh=True)
def told(ctx):
    with small_shop() as shop:
        process = Process(ctx, shop)
        for product in (PRODUCT, OTHER):
            process.reads(product, at=1000.0)
        ctx.answer.change_stock(shop, PRODUCT, 12)
        seen = process.reads(PRODUCT, at=1001.0)
        expect(
            seen == 12,
            f"after a message about product {PRODUCT}, with 12 in stock, a read returned {seen}",
            "12",
            "Do you read messages before you look in `memory`? Which type has `message['data']`?",
        )
        with ctx.watch() as asked:
            process.reads(OTHER, at=1001.0)
        expect(
            not asked.commands,
            f"after a message about product {PRODUCT}, a read of {OTHER} sent {', '.join(asked.commands)}",
            "no command for a product that hasn't changed",
            "What does a message name?",
        )


@step("all messages that have arrived are read first", fresh=True)
def several(ctx):
    with small_shop() as shop:
        process = Process(ctx, shop)
        process.reads(PRODUCT, at=1000.0)
        for product in (OTHER, 8, PRODUCT):
            ctx.answer.change_stock(shop, product, 13)
        seen = process.reads(PRODUCT, at=1001.0)
    expect(
        seen == 13,
        f"the last of three messages named product {PRODUCT}, with 13 in stock, and a read returned {seen}",
        "13",
        "How many messages does one call of `get_message` read?",
    )


@step("messages about other products count as well", fresh=True)
def other_products(ctx):
    with small_shop() as shop:
        process = Process(ctx, shop)
        for product in (PRODUCT, OTHER):
            process.reads(product, at=1000.0)
        ctx.answer.change_stock(shop, OTHER, 18)
        process.reads(PRODUCT, at=1001.0)
        seen = process.reads(OTHER, at=1002.0)
    expect(
        seen == 18,
        f"a message about product {OTHER} arrived before a read of {PRODUCT}, and then a read of {OTHER}"
        f" returned {seen}",
        "18",
        "What happens to a message about a product that you weren't asked for?",
    )


@step("no process that receives the message finds the old stock", fresh=True)
def order(ctx):
    with small_shop() as shop:
        listener = Process(ctx, shop)
        found = []

        def setup():
            shop.set_stock(PRODUCT, 5)
            ctx.r.set(KEY, 5, ex=300)
            while listener.hears(wait=0):
                pass

        def receive():  # as another process does, before each step of `change_stock`
            if listener.hears(wait=0.02):
                found.append((shop.product(PRODUCT)["stock"], ctx.r.get(KEY)))

        def holds(_gap):
            row, cached = found[0] if found else (14, None)
            expect(
                row == 14,
                "the message was published before the row was changed",
                "first the database, the message last",
                "A process drops its copy now. What does it read, and keep for 5 s?",
            )
            expect(
                cached is None,
                f"`change_stock` published the ID before it deleted `{KEY}`",
                "the message last",
                "A process drops its copy between the two. What does it read from Redis?",
            )

        gaps(ctx, call.change_stock(shop, PRODUCT, 14), receive, holds, setup=setup)


@step("without a message, a stock in memory is valid for 5 s, however often it's read", fresh=True)
def bounded(ctx):
    with small_shop() as shop:
        process = Process(ctx, shop)
        process.reads(PRODUCT, at=1000.0)
        _change_unheard(ctx, shop, 15)
        _expect_new(15, process.reads(PRODUCT, at=5000.0), "was read again after 4,000 s")
        _change_unheard(ctx, shop, 16)
        for second in range(1, 5):
            process.reads(PRODUCT, at=5000.0 + second)
        _expect_new(16, process.reads(PRODUCT, at=5005.0), "was read every second, and again after 5 s")
        second = Process(ctx, shop)
        second.reads(PRODUCT, at=6000.0)  # from Redis
        _change_unheard(ctx, shop, 19)
        _expect_new(19, second.reads(PRODUCT, at=6005.1), "came from Redis, was read again after 5.1 s")


def _change_unheard(ctx, shop, stock):
    shop.set_stock(PRODUCT, stock)
    ctx.r.delete(KEY)


def _expect_new(stock, seen, how):
    expect(
        seen == stock,
        f"the stock changed to {stock}, and the message was lost. The stock {how}, and was {seen}",
        f"{stock}",
        "When do the 5 seconds begin, and which of your lines renews them?",
    )


@step("a stock from Redis is stored in memory", fresh=True)
def from_redis(ctx):
    with small_shop() as shop:
        Process(ctx, shop).reads(PRODUCT, at=1000.0)
        second = Process(ctx, shop)
        second.reads(PRODUCT, at=1001.0)
        with ctx.watch() as asked:
            second.reads(PRODUCT, at=1002.0)
    expect(
        not asked.commands,
        f"one second after a process had found the stock in Redis, it sent {', '.join(asked.commands)}",
        "no command, because the stock is in memory now",
        "In which levels do you store a stock that comes from Redis?",
    )


@step("messages are read even if memory is empty", fresh=True)
def empty_memory(ctx):
    with small_shop() as shop:
        process = Process(ctx, shop)
        ctx.answer.change_stock(shop, PRODUCT, 17)
        process.reads(PRODUCT, at=1000.0)
        with ctx.watch() as asked:
            process.reads(PRODUCT, at=1001.0)
    expect(
        not asked.commands,
        "a message arrived, and then a process with an empty memory read the new stock. One second later, it"
        f" sent {', '.join(asked.commands)}, because it read the message only then",
        "no command, because the first read already reads all messages",
        "What happens to messages that arrive while `memory` is empty?",
    )


def _question(steps):
    """The question for an order of a reader, client 0, and a change, client 1, that left the old stock."""
    write = next((at for at, one in enumerate(steps) if one.text.startswith("shop.set_stock")), len(steps))
    if any(one.client == 1 for one in steps[:write]):
        return "What had your `change_stock` already done in Redis when this reader read the row?"
    return "How can the reader find out, at the moment of its `SET`, that its row is out of date?"


@step("a slow reader leaves no old stock in Redis", fresh=True)
def slow_reader(ctx):
    memory = {}

    def setup():
        memory.clear()
        shop.set_stock(PRODUCT, 5)

    def holds(results):
        seen = ctx.answer.read_stock(shop, {}, Lost(), PRODUCT, 2000.0)
        expect(
            seen == 20,
            f"after this order, the database has 20, and a process with an empty memory got {seen!r}",
            "20",
            _question(ctx.order.story.steps),
        )

    with small_shop() as shop:
        reader = call.read_stock(shop, memory, Lost(), PRODUCT, 1000.0)
        every_order(ctx, reader, call.change_stock(shop, PRODUCT, 20), setup=setup, holds=holds)


@step("a crash never leaves a key without a TTL", fresh=True)
def crash(ctx):
    with small_shop() as shop:
        change = call.change_stock(shop, PRODUCT, 21)
        for act in (call.read_stock(shop, {}, Lost(), PRODUCT, 1000.0), change):
            every_crash(ctx, act, lambda crash: None, how=("killed",))
