"""Price alerts."""

import threading
import time

import redis

from helpers.exercises import call, expect, expect_key, gaps, step

OBJECTIVES = (1, 2)
KEYS = {"price:*": None}
SECONDS = 8
PATIENCE = 2  # seconds until an answer has to be subscribed, or to return
PAUSE = 1.2  # seconds between two prices
ODD = "pepper:2"  # starts with letters of `price:`, and has a colon of its own
PAIRS = "Which parts of a message are the channel and the price, and which types do they have?"
LIST = "What does your function return once it has enough alerts?"


@step("the price is stored, and every subscriber of its channel receives it")
def published(ctx):
    subscribers = [_subscriber(ctx) for _ in range(2)]
    reached = ctx.answer.change_price("456", 1190)
    expect_key(
        ctx,
        "price:456",
        "string",
        "1190",
        "Where does a client that subscribes a minute later find the price?",
    )
    received = [_next(subscriber) for subscriber in subscribers]
    expect(
        received == ["1190", "1190"],
        f"two subscribers of the channel `price:456` received {received[0]!r} and {received[1]!r}",
        "the message '1190' for both",
        "Which command sends a message, and on which channel?",
    )
    extra = _next(subscribers[0], 0.1)
    expect(
        extra is None,
        f"after one change of the price, a second message arrived: {extra!r}",
        "one message for each change",
        "How often does your function publish?",
    )
    expect(
        reached == 2,
        f"`change_price` returned {reached!r}",
        "2, because there are two subscribers",
        "What does the command that publishes return?",
    )


@step("a client that receives a price finds it stored", fresh=True)
def stored_first(ctx):
    subscribers = []

    def before():
        subscribers[:] = [_subscriber(ctx)]
        ctx.r.set("price:456", 1190)

    def read():
        if _next(subscribers[0], 0.1):
            stored = ctx.r.get("price:456")
            expect(
                stored == "990",
                f"a subscriber received the new price 990, and at that moment `GET price:456` was {stored!r}",
                "'990'",
                "In which order do you store and publish?",
            )

    gaps(ctx, call.change_price("456", 990), read, lambda gap: None, setup=before)


@step("the first prices below the limit are returned, in the order in which they arrived", fresh=True)
def collected(ctx):
    sent = [("456", 1500), ("3", 1000), (ODD, 999), ("17", 900), ("17", 1000)]
    alerts = _alerts(ctx, 1000, 2, sent)
    wanted = [(ODD, 999), ("17", 900)]
    seen = f"of the prices {sent!r}, the first 2 alerts below 1000 were {alerts!r}"
    expect(
        not any(cents >= 1000 for _, cents in alerts if isinstance(cents, int)),
        seen,
        "only prices below 1000",
        "Which of the messages are below the limit?",
    )
    expect(
        sorted(map(str, alerts)) != sorted(map(str, wanted)) or alerts == wanted,
        seen,
        f"{wanted!r}",
        "In which order do the messages arrive, and what do you do with them?",
    )
    expect(alerts == wanted, seen, f"{wanted!r}, each a `str` and an `int`", PAIRS)


@step("a message on a channel that isn't a product's causes no alert", fresh=True)
def other_channels(ctx):
    alerts = _alerts(ctx, 1000, 1, [("456", 900)], before=("stock:17", 7))
    expect(
        alerts == [("456", 900)],
        f"7 was published on `stock:17`, then 900 on `price:456`; the first alert was {alerts!r}",
        "[('456', 900)]",
        "Which channels does your pattern match?",
    )


@step("it waits until it has enough alerts, and then it's no longer subscribed", fresh=True)
def waits(ctx):
    alerts = _alerts(ctx, 1000, 2, [("456", 900), ("17", 800)], pause=PAUSE)
    expect(
        alerts == [("456", 900), ("17", 800)],
        f"two prices were published, {PAUSE} s apart, and `price_alerts` returned {alerts!r}",
        "both prices",
        "What does your loop do when no message has arrived for a while?",
    )
    expect(
        _until(lambda: not _subscribed(ctx)),
        "after `price_alerts` had returned, it was still subscribed",
        "no subscription left",
        "What closes a subscriber, even if you leave the loop early?",
    )


def _subscriber(ctx):
    """A subscriber of the channel `price:456`, whose confirmation has been read."""
    subscriber = ctx.r.pubsub(ignore_subscribe_messages=True)
    subscriber.subscribe("price:456")
    subscriber.get_message(timeout=5)
    return subscriber


def _keep_subscribers():
    """Hold on to what `pubsub()` makes, because a subscriber without a reference may close by itself."""
    make, kept = redis.Redis.pubsub, []

    def pubsub(*args, **kwargs):
        kept.append(make(*args, **kwargs))
        return kept[-1]

    redis.Redis.pubsub = pubsub


def _next(subscriber, timeout=1):
    message = subscriber.get_message(timeout=timeout)
    return message and message["data"]


def _subscribed(ctx):
    return ctx.r.pubsub_numpat() + len(ctx.r.pubsub_channels()) > 0


def _until(condition):
    """Whether it holds within PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    while not (held := condition()) and time.monotonic() < end:
        time.sleep(0.005)
    return held


def _alerts(ctx, limit, count, sent, before=None, pause=0):
    """The pairs that the answer returns while these prices are stored and published, one every `pause` s.

    `before` is a channel and a message that isn't a price.
    """
    reached, ended = [], threading.Event()

    def publish():
        if _until(lambda: _subscribed(ctx) or ended.is_set()) and not ended.is_set():
            if before:
                ctx.r.publish(*before)
            pipe = ctx.r.pipeline()
            for (
                product,
                cents,
            ) in sent:  # all are stored before the first one arrives, so the key is the newest
                pipe.set(f"price:{product}", cents)
            pipe.execute()
            for number, (product, cents) in enumerate(sent):
                time.sleep(pause if number else 0)
                reached.append(ctx.r.publish(f"price:{product}", cents))
        if not ended.wait(PATIENCE):
            ctx.server.kill()  # nothing else stops an answer that waits for messages that will never come

    def listen():
        try:
            with ctx.before_each_call(_keep_subscribers):
                return [ctx.answer.price_alerts(limit, count)]
        except redis.ConnectionError:
            if ctx.server.alive:
                raise
            return None
        finally:
            ended.set()

    returned, _ = ctx.together(2, lambda i: publish() if i else listen(), latency=0)
    expect(
        returned is None or isinstance(returned[0], list),
        f"`price_alerts` returned {returned and returned[0]!r}",
        "a list of pairs, product and price",
        LIST,
    )
    expect(
        reached,
        "`price_alerts` subscribed to no channel",
        "a subscription, and then a wait for messages",
        "Which command tells the server that you want to receive messages?",
    )
    missed = [f"price:{product}" for (product, _), got in zip(sent, reached, strict=True) if not got]
    expect(
        returned is not None or not missed,
        f"a price published on `{missed and missed[0]}` reached 0 subscribers",
        "1, because `price_alerts` listens to the channels of all products",
        "Which kind of subscription takes a pattern instead of a name?",
    )
    expect(
        returned is not None,
        f"{sent!r} had been published, and {PATIENCE} s later `price_alerts` was still waiting",
        f"a return as soon as there are {count} prices below {limit}",
        "From where does your function read the price, and what ends its loop?",
    )
    return [tuple(one) if isinstance(one, list) else one for one in returned[0]]
