"""A cache kept fresh by a channel."""

from redis.backoff import NoBackoff
from redis.retry import Retry

from helpers.exercises import expect, step

OBJECTIVES = (2, 3)
OLD = {"1": "red kettle", "2": "lamp", "3": "desk"}


@step("a change is stored, then its id is published")
def change(ctx):
    messages = _subscribed(ctx)
    ctx.answer.change_product("2", "green lamp")
    stored = ctx.r.get("product:2")
    expect(
        stored == "green lamp",
        f"`GET product:2` is {stored!r}",
        "'green lamp'",
        "Where does the next reader find the new text?",
    )
    message = messages.get_message(timeout=2)
    expect(
        message is not None,
        "nothing was published on the channel `invalidate`",
        "a message with the id",
        "How do other processes, which hold a copy, get to know of the change?",
    )
    expect(
        message["data"] == "2",
        f"the message on `invalidate` was {message['data']!r}",
        "the id alone, '2'",
        "What do those who hold a copy need to know, to throw it away?",
    )
    order = [command.split()[0].upper() for command in ctx.asked()]
    early = "SET" in order and "PUBLISH" in order[: order.index("SET")]
    expect(
        not early,
        "the message was sent before the new text was stored",
        "first `SET`, then `PUBLISH`",
        "What does somebody put into the cache who hears of the change and reads at once?",
    )


@step("what has changed is removed, and nothing else", fresh=True)
def removed(ctx):
    messages, cache = _subscribed(ctx), dict(OLD)
    _tell(ctx, "1", "3", "1", "77")
    dropped = ctx.answer.drop_stale(cache, messages)
    expect(
        cache == {"2": "lamp"},
        f"after messages for 1, 3, 1 and 77, the cache of 1, 2 and 3 holds {sorted(cache)!r}",
        "['2']",
        "Do you read all messages that have arrived, and what if a product is not in the cache?",
    )
    expect(
        dropped == 2,
        f"`drop_stale` removed two entries and returned {dropped!r}",
        "2",
        "Do you count messages or entries?",
    )


@step("no message, nothing removed", fresh=True)
def quiet(ctx):
    messages, cache = _subscribed(ctx), dict(OLD)
    dropped = ctx.answer.drop_stale(cache, messages)
    expect(
        cache == OLD and dropped == 0,
        f"without any message, the cache holds {sorted(cache)!r} and `drop_stale` returned {dropped!r}",
        "all three entries, and 0",
        "What tells you that an entry is out of date?",
    )


@step("after a broken connection, the whole cache is dropped", fresh=True)
def reconnected(ctx):
    messages, cache = _subscribed(ctx), dict(OLD)
    ctx.r.client_kill_filter(_type="pubsub")
    _tell(ctx, "2")  # heard by nobody
    dropped = ctx.answer.drop_stale(cache, messages)
    expect(
        cache == {} and dropped == 3,
        "the connection broke, product 2 changed, redis-py subscribed again;"
        f" then the cache holds {sorted(cache)!r} and `drop_stale` returned {dropped!r}",
        "an empty cache, and 3",
        "Which message shows that the subscription is a new one, and what did you miss before it?",
    )
    cache.update(OLD)
    _tell(ctx, "1")
    dropped = ctx.answer.drop_stale(cache, messages)
    expect(
        sorted(cache) == ["2", "3"] and dropped == 1,
        f"then a message for 1 came: the cache holds {sorted(cache)!r}, and {dropped!r} was returned",
        "['2', '3'], and 1",
        "Is the subscription still the one that you were given?",
    )


def _subscribed(ctx):
    """A subscriber as the lesson's, which reconnects; its confirmation has been read."""
    messages = ctx.server.client(retry=Retry(NoBackoff(), 3)).pubsub()
    messages.subscribe("invalidate")
    messages.get_message(timeout=5)
    return messages


def _tell(ctx, *products):
    for product in products:
        ctx.r.publish("invalidate", product)
