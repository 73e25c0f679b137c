"""A stock that is never older than five seconds."""

from threading import Thread

from helpers.exercises import expect, step
from helpers.exercises._shop import small_shop

OBJECTIVES = (3, 5)
SECONDS = 10  # the first check on a machine makes the small shop
PRODUCT, OTHER = 24, 7
KEY = f"stock:{PRODUCT}"
PATIENCE = 1  # s that a writer waits for somebody who comes in between


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

    def hears(self):
        return self._messages.get_message(timeout=2)


def _number(stock, seen):
    expect(
        seen == [stock] * len(seen),
        f"the database has {stock}; from the database, memory and Redis `read_stock` returned "
        f"{', '.join(map(repr, seen))}",
        f"the number {stock} each time",
        "Everything in Redis is text: where does it become a number again?",
    )


@step("a stock comes from the database, and stands in `stock:<id>` for 300 s")
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
        f"`{KEY}` had 100 s to live; after a hit in Redis it had {ctx.r.ttl(KEY)} s",
        "the end where it was: 300 s after the read of the database",
        "How old can the number in Redis become, if each process that starts moves its end?",
    )


@step("a stock in memory is read without a command and without the database, also 0", fresh=True)
def from_memory(ctx):
    for stock in (5, 0):
        ctx.r.flushdb()
        with small_shop() as shop:
            shop.set_stock(PRODUCT, stock)
            process = Process(ctx, shop)
            process.reads(PRODUCT, at=1000.0)
            with ctx.watch() as asked, shop.counting() as count:
                seen = process.reads(PRODUCT, at=1004.0)
        expect(
            not asked.commands and not count.reads and seen == stock,
            f"with {stock} in stock, after 4 s in memory a read returned {seen!r}, sent "
            f"{', '.join(asked.commands) or 'nothing'} and took {count.reads} database reads",
            f"{stock}, no command and no read",
            "Which level is asked first, how does it say that it has nothing, and how long does it answer?",
        )


@step("a change reaches the database, Redis and those who listen", fresh=True)
def change(ctx):
    with small_shop() as shop:
        process, listener = Process(ctx, shop), Process(ctx, shop)
        process.reads(PRODUCT, at=1000.0)
        ctx.answer.change_stock(shop, PRODUCT, 11)
        stock = shop.product(PRODUCT)["stock"]
    expect(
        stock == 11,
        f"`change_stock` was to write 11, the row in the database says {stock}",
        "11 in the database",
        "Which call of `shop` changes the row?",
    )
    held = ctx.r.get(KEY)
    expect(
        held is None,
        f"after the change {held} is still in Redis, in `{KEY}`",
        f"no `{KEY}`",
        "What does a process read from Redis, once it has dropped its own copy?",
    )
    message = listener.hears()
    expect(
        message is not None,
        "nothing was published on the channel `changed`",
        "a message with the id",
        "How do other processes learn of the change?",
    )
    expect(
        message["data"] == str(PRODUCT),
        f"the message on `changed` was {message['data']!r}",
        f"the id alone, '{PRODUCT}'",
        "What does a process need to know, to drop its copy?",
    )


@step("after a message the next read is new, and other products stay in memory", fresh=True)
def told(ctx):
    with small_shop() as shop:
        process = Process(ctx, shop)
        for product in (PRODUCT, OTHER):
            process.reads(product, at=1000.0)
        ctx.answer.change_stock(shop, PRODUCT, 12)
        seen = process.reads(PRODUCT, at=1001.0)
        expect(
            seen == 12,
            f"after a message that product {PRODUCT} has changed, with 12 in stock, a read returned {seen}",
            "12",
            "What is `message['data']` exactly, and under which key does `memory` hold the stock?",
        )
        with ctx.watch() as asked:
            process.reads(OTHER, at=1001.0)
        expect(
            not asked.commands,
            f"a message about product {PRODUCT} made product {OTHER} go: {', '.join(asked.commands)}",
            "no command for a product that has not changed",
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
        f"the last of three messages named product {PRODUCT}, with 13 in stock; a read returned {seen}",
        "13",
        "How many messages does one call of `get_message` read?",
    )


@step("nobody who hears of the change finds the old stock", fresh=True)
def order(ctx):
    told_before = []

    def somebody_reads():
        told_before.extend(one for one in ctx.asked() if one.upper().startswith("PUBLISH"))
        reader = Thread(target=Process(ctx, shop).reads, args=(PRODUCT, 1001.0))
        reader.start()
        reader.join(PATIENCE)

    with small_shop() as shop:
        shop.before_write = somebody_reads
        ctx.answer.change_stock(shop, PRODUCT, 14)
    expect(
        not told_before,
        "when the row was about to be changed, everybody was told of the change already",
        "first the database, the message last",
        "What does a process read that drops its copy now, and keeps for 5 s?",
    )
    held = ctx.r.get(KEY)
    expect(
        held is None,
        f"somebody read just before the row was changed; afterwards `{KEY}` holds {held}",
        f"no `{KEY}`",
        "What had your function already done in Redis, when this reader filled it once more?",
    )
    names = [command.split()[0].upper() for command in ctx.asked()]
    last = max((at for at, name in enumerate(names) if name in ("DEL", "UNLINK")), default=-1)
    expect(
        "PUBLISH" not in names[: max(last, 0)],
        f"`change_stock` published the id before it deleted `{KEY}`",
        "the message last",
        "Where does a process read that drops its copy between the two?",
    )


@step("without a message a stock is gone from memory after 5 s, however often it is read", fresh=True)
def bounded(ctx):
    with small_shop() as shop:
        process = Process(ctx, shop)
        process.reads(PRODUCT, at=1000.0)
        _change_unheard(ctx, shop, 15)
        _expect_new(15, process.reads(PRODUCT, at=5000.0), "was read again 4,000 s after")
        _change_unheard(ctx, shop, 16)
        for second in range(1, 5):
            process.reads(PRODUCT, at=5000.0 + second)
        _expect_new(16, process.reads(PRODUCT, at=5005.0), "was read every second, and again after 5 s")


def _change_unheard(ctx, shop, stock):
    shop.set_stock(PRODUCT, stock)
    ctx.r.delete(KEY)


def _expect_new(stock, seen, how):
    expect(
        seen == stock,
        f"a stock changed to {stock} and no message came; it {how}, and was {seen}",
        f"{stock}",
        "From which moment do the 5 seconds count, and by which clock?",
    )


@step("a stock that was found in Redis is in memory from then on", fresh=True)
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
        "no command: it keeps what it found, wherever that was",
        "Into which levels goes what was found in Redis?",
    )


@step("a message is read when it has arrived, whether memory holds something or not", fresh=True)
def empty_memory(ctx):
    with small_shop() as shop:
        process = Process(ctx, shop)
        ctx.answer.change_stock(shop, PRODUCT, 17)
        process.reads(PRODUCT, at=1000.0)
        with ctx.watch() as asked:
            process.reads(PRODUCT, at=1001.0)
    expect(
        not asked.commands,
        "a message came, then a process with an empty memory read the stock, which was new; one second later"
        f" the old message cost it its copy: it sent {', '.join(asked.commands)}",
        "no command: the message had arrived before the first read, which is to read all of them first",
        "What becomes of messages about products that this process never reads?",
    )
