"""A cache kept fresh."""

import time

from redis.backoff import NoBackoff
from redis.retry import Retry

from helpers.exercises import call, expect, expect_key, gaps, step

OBJECTIVES = (2, 3)
KEYS = {"product:*": None}
CACHE = {"1": "red kettle", "2": "lamp", "3": "desk", "4": ""}
MANY = 50
DELAY = 0.12  # seconds from one message to the next
LONGEST = 0.65  # seconds that reads may wait in all, also if there are several and the last ones overlap


class Noting:
    """A subscriber that notes for how long its reads wait, in seconds."""

    def __init__(self, messages):
        self._messages, self.waits = messages, []

    def __getattr__(self, name):
        return getattr(self._messages, name)

    def get_message(self, ignore_subscribe_messages=False, timeout=0.0):
        self.waits.append(timeout)
        return self._messages.get_message(ignore_subscribe_messages, timeout)


class Breaking(Noting):
    """A subscriber that receives product 1, then loses its connection, and receives product 2 right after it
    has resubscribed."""

    def __init__(self, ctx, messages):
        super().__init__(messages)
        self._ctx = ctx
        _publish(ctx, "1")

    def get_message(self, ignore_subscribe_messages=False, timeout=0.0):
        if len(self.waits) == 1:
            self._ctx.r.client_kill_filter(_type="pubsub")
        message = super().get_message(False, timeout)
        if message and message["type"] == "subscribe":
            _publish(self._ctx, "2")
            message = None if ignore_subscribe_messages else message
        return message


class Trickle:
    """A subscriber to which a message is published every DELAY seconds of the time that it's read for.

    Each message is published before it's read, so a busy machine makes none of them late.
    """

    def __init__(self, ctx, messages, products):
        self._ctx, self._messages, self._left = ctx, messages, list(products)
        self._last = time.monotonic()

    def __getattr__(self, name):
        return getattr(self._messages, name)

    def get_message(self, ignore_subscribe_messages=False, timeout=0.0):
        wait = self._last + DELAY - time.monotonic()
        if self._left and (timeout is None or timeout >= wait):
            time.sleep(max(0, wait))
            _publish(self._ctx, self._left.pop(0))
            self._last = time.monotonic()
        return self._messages.get_message(ignore_subscribe_messages, timeout)


@step("a change is stored, then the product's ID is published")
def change(ctx):
    messages = _subscriber(ctx)
    returned = ctx.answer.change_product("2", "green lamp")
    expect_key(ctx, "product:2", "string", "green lamp", "Where does the next reader find the new text?")
    message = messages.get_message(timeout=2)
    expect(
        message is not None,
        "nothing was published on the channel `invalidate`",
        "a message with the ID",
        "How do other processes that have a cached copy find out about the change?",
    )
    expect(
        message["data"] == "2",
        f"the message on `invalidate` was {message['data']!r}",
        "the ID alone, '2'",
        "What does a process need to know in order to drop its copy?",
    )
    expect(
        returned is None,
        f"`change_product` returned {returned!r}",
        "None",
        "What does your function return, and what does the exercise ask for?",
    )
    for product, text, question in (
        ("2", "blue lamp", "What does your command do if the key is there already?"),
        ("2", "blue lamp", "What if the process that stored this text before ended without publishing?"),
        ("2", "", "What is the text of a product that has none, and where is it stored?"),
        ("007", "tea", "Which type does an ID have, and what does your function make of it?"),
    ):
        ctx.answer.change_product(product, text)
        when = f"after a change of {product!r} to {text!r}"
        expect_key(ctx, f"product:{product}", "string", text, question, when=when)
        message = messages.get_message(timeout=0.5)
        expect(
            message is not None and message["data"] == product,
            f"the text of {product!r} was set to {text!r}, and what was published is"
            f" {message['data'] if message else 'nothing'!r}",
            f"the ID, {product!r}",
            question,
        )


@step("a process that receives the ID and reads at once gets the new text", fresh=True)
def stored_first(ctx):
    subscribers = []

    def before():
        subscribers[:] = [_subscriber(ctx)]
        ctx.r.set("product:2", "lamp")

    def read():
        if subscribers[0].get_message(timeout=0.1):
            stored = ctx.r.get("product:2")
            expect(
                stored == "green lamp",
                f"a process received the message, and at that moment `GET product:2` was {stored!r}",
                "'green lamp'",
                "What does a process cache if it reads before the new text is stored?",
            )

    gaps(ctx, call.change_product("2", "green lamp"), read, lambda gap: None, setup=before)


@step("the named products are removed, and nothing else", fresh=True)
def removed(ctx):
    messages, cache = _subscriber(ctx), dict(CACHE)
    _publish(ctx, "1", "3", "1", "77", "4")
    returned = ctx.answer.drop_stale(cache, messages)
    expect(
        cache == {"2": "lamp"},
        f"the cache held 1, 2, 3 and 4; after messages for 1, 3, 1, 77 and 4, it holds {sorted(cache)!r}",
        "['2']",
        "Do you read every message that has arrived, and what if a product isn't in the cache?",
    )
    expect(
        returned == 3,
        f"`drop_stale` removed three entries, one of them an empty text, and returned {returned!r}",
        "3",
        "Do you count messages, texts or entries?",
    )


@step(f"{MANY} messages are all read", fresh=True)
def many(ctx):
    messages, cache = _subscriber(ctx), {str(number): "text" for number in range(MANY)}
    _publish(ctx, *cache)
    returned = ctx.answer.drop_stale(cache, messages)
    expect(
        not cache and returned == MANY,
        f"{MANY} messages named {MANY} products; {len(cache)} of them are still in the cache,"
        f" and `drop_stale` returned {returned!r}",
        f"an empty cache, and {MANY}",
        "Which line of yours limits how many messages it reads?",
    )


@step("without a message, nothing is removed", fresh=True)
def quiet(ctx):
    messages, cache = Noting(_subscriber(ctx)), dict(CACHE)
    returned = ctx.answer.drop_stale(cache, messages)
    waited = sum(messages.waits)
    expect(
        waited <= LONGEST,
        f"no message arrived, and `drop_stale` waited for one for {waited:g} s",
        "a fifth of a second",
        "Which unit does `timeout` have, and how long does the process that called you wait?",
    )
    expect(
        cache == CACHE and returned == 0,
        f"without any message, the cache holds {sorted(cache)!r} and `drop_stale` returned {returned!r}",
        "all four entries, and 0",
        "What shows you that an entry is stale?",
    )


@step("it reads on until no message has arrived for a fifth of a second", fresh=True)
def trickle(ctx):
    cache = dict(CACHE)
    ctx.answer.drop_stale(cache, Trickle(ctx, _subscriber(ctx), ["1", "2", "3", "4"]))
    left = sorted(cache)
    expect(
        left != sorted(CACHE),
        f"a message arrived {DELAY} s after the call, and the cache still holds {left!r}",
        "a cache without the products that the messages named",
        "How long does `get_message` wait if you don't pass a timeout?",
    )
    expect(
        not left,
        f"four messages arrived, {DELAY} s apart, and the cache still holds {left!r}",
        "an empty cache",
        "From which moment on do you count the fifth of a second?",
    )


@step("after a broken connection, every entry is removed", fresh=True)
def reconnected(ctx):
    messages, cache = _subscriber(ctx), dict(CACHE)
    ctx.r.client_kill_filter(_type="pubsub")
    _publish(ctx, "2")  # no subscriber receives it
    returned = ctx.answer.drop_stale(cache, messages)
    seen = (
        "the connection broke, product 2 changed, and redis-py resubscribed; then the cache holds"
        f" {sorted(cache)!r} and `drop_stale` returned {returned!r}"
    )
    expect(
        cache == {} or returned != len(CACHE),
        seen,
        "an empty dict, the one that was passed in",
        "Does your function empty the dict that it was given, or does it make a new one?",
    )
    expect(
        cache == {} and returned == len(CACHE),
        seen,
        "an empty cache, and 4",
        "Which message shows that redis-py has resubscribed, and what did you miss before it?",
    )
    cache.update(CACHE)
    _publish(ctx, "1")
    returned = ctx.answer.drop_stale(cache, messages)
    expect(
        sorted(cache) == ["2", "3", "4"] and returned == 1,
        f"then a message for 1 arrived: the cache holds {sorted(cache)!r}, and {returned!r} was returned",
        "['2', '3', '4'], and 1",
        "Is the subscriber still subscribed, and does your function forget the break?",
    )
    messages, cache = Breaking(ctx, _subscriber(ctx)), dict(CACHE)
    returned = ctx.answer.drop_stale(cache, messages)
    expect(
        cache == {} and returned == len(CACHE),
        "a message for 1 arrived, then the connection broke: the cache holds"
        f" {sorted(cache)!r}, and {returned!r} was returned",
        "[], and 4: one entry before the break, and three because of it",
        "What has your function removed before it found the break?",
    )
    unread = messages.get_message(timeout=0.1)
    expect(
        unread is None,
        "right after redis-py had resubscribed, a message for 2 arrived, and it's still unread",
        "every message read",
        "What ends your loop, and what can arrive after a break?",
    )


def _subscriber(ctx):
    """A subscriber of `invalidate` that reconnects by itself, and whose confirmation has been read."""
    messages = ctx.server.client(retry=Retry(NoBackoff(), 3)).pubsub()
    messages.subscribe("invalidate")
    messages.get_message(timeout=5)
    return messages


def _publish(ctx, *products):
    for product in products:
        ctx.r.publish("invalidate", product)
