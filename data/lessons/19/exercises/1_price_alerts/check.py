"""A board of price alerts."""

import threading
import time

import redis

from helpers.exercises import expect, step

OBJECTIVES = (1, 2)
SECONDS = 8
LATENCY = 0.1  # seconds: long enough to read a price that is announced too early
PATIENCE = 2  # seconds for the answer to subscribe


@step("the price is stored and announced to every subscriber of its channel")
def announced(ctx):
    ears = [_ear(ctx) for _ in range(2)]
    told = ctx.answer.change_price("456", 1190)
    stored = ctx.r.get("price:456")
    expect(
        stored == "1190",
        f"`GET price:456` is {stored!r}",
        "'1190'",
        "Where does somebody who begins to listen a minute later find the price?",
    )
    heard = [_next(ear) for ear in ears]
    expect(
        heard == ["1190", "1190"],
        f"two subscribers of the channel `price:456` heard {heard[0]!r} and {heard[1]!r}",
        "the message '1190' for both",
        "Which command sends a message, and on which channel?",
    )
    extra = _next(ears[0], 0.1)
    expect(
        extra is None,
        f"a second message arrived for one change: {extra!r}",
        "one message for each change",
        "How often does your function publish?",
    )
    expect(
        told == 2,
        f"`change_price` returned {told!r}",
        "2, for two subscribers",
        "What does the server answer to the command that publishes?",
    )


@step("who hears of a price finds it stored", fresh=True)
def stored_first(ctx):
    ear, seen = _ear(ctx), []
    reader = threading.Thread(target=lambda: seen.append(_next(ear, 5) and ctx.r.get("price:456")))
    reader.start()
    ctx.record.latency = LATENCY
    try:
        ctx.answer.change_price("456", 990)
    finally:
        ctx.record.latency = 0
        reader.join()
    expect(
        seen == ["990"],
        f"a subscriber that read `price:456` as soon as it heard of the price found {seen[0]!r}",
        "'990'",
        "In which order do you store and publish?",
    )


@step("of all prices, those below the limit are collected", fresh=True)
def collected(ctx):
    sent = [("456", 1500), ("17", 900), ("17", 1000), ("456", 999)]
    alerts = _alerts(ctx, 1000, 2, sent)
    expect(
        isinstance(alerts, list),
        f"`price_alerts` returned {alerts!r}",
        "a list of (product, cents)",
        "What does your function return when it has heard enough?",
    )
    expect(
        ("456", 1500) not in alerts and ("17", 1000) not in alerts,
        f"with a limit of 1000, the alerts are {alerts!r}",
        "only prices below 1000",
        "Which of the messages are worth an alert?",
    )
    expect(
        alerts == [("17", 900), ("456", 999)],
        f"of the prices {sent!r}, in this order, the first 2 alerts below 1000 were {alerts!r}",
        "[('17', 900), ('456', 999)], each a `str` and an `int`",
        "What stands in `channel` and in `data` of a message, and of which type are they?",
    )


@step("afterwards nothing is subscribed any more", fresh=True)
def left(ctx):
    _alerts(ctx, 1000, 1, [("456", 900)])
    expect(
        _until(lambda: not _listening(ctx)),
        "after `price_alerts` had returned, the server still held its subscription",
        "no subscription left",
        "What closes a subscriber, also when the loop is left in the middle?",
    )


def _ear(ctx):
    """A subscriber of the channel `price:456`, ready."""
    ear = ctx.r.pubsub(ignore_subscribe_messages=True)
    ear.subscribe("price:456")
    ear.get_message(timeout=5)
    return ear


def _keep_subscribers():
    """Hold on to what `pubsub()` makes: one that nobody holds may close by itself."""
    make, kept = redis.Redis.pubsub, []

    def pubsub(*args, **kwargs):
        kept.append(make(*args, **kwargs))
        return kept[-1]

    redis.Redis.pubsub = pubsub


def _next(ear, timeout=1):
    message = ear.get_message(timeout=timeout)
    return message and message["data"]


def _listening(ctx):
    return ctx.r.pubsub_numpat() + len(ctx.r.pubsub_channels()) > 0


def _until(condition):
    """Whether it holds within PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    while not (held := condition()) and time.monotonic() < end:
        time.sleep(0.005)
    return held


def _alerts(ctx, limit, count, sent):
    """What the answer returns while these prices are published to it; wrong if it does not listen to them."""
    received, ended = [], threading.Event()

    def publish():
        if _until(lambda: _listening(ctx) or ended.is_set()) and not ended.is_set():
            received.extend(ctx.r.publish(f"price:{product}", cents) for product, cents in sent)
        if not (received and all(received)) and not ended.wait(PATIENCE):
            ctx.server.kill()  # nothing else ends an answer that waits for what will never come

    def listen():
        try:
            with ctx.before_each_call(_keep_subscribers):
                return ctx.answer.price_alerts(limit, count)
        except redis.ConnectionError:
            if ctx.server.alive:
                raise
            return None
        finally:
            ended.set()

    returned, _ = ctx.together(2, lambda i: publish() if i else listen(), latency=0)
    expect(
        received,
        "`price_alerts` subscribed to nothing",
        "a subscription, and then a wait for messages",
        "Which command tells the server that you want to hear of prices?",
    )
    unheard = [f"price:{product}" for (product, _), got in zip(sent, received, strict=True) if not got]
    expect(
        returned is not None or not unheard,
        f"a price published on `{unheard and unheard[0]}` reached 0 subscribers",
        "1: the answer listens to the channels of all products",
        "Which kind of subscription takes a pattern instead of a name?",
    )
    return returned
