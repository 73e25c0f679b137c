"""Bytes per item."""

from helpers.exercises import asking, expect, step

OBJECTIVES = (4,)
KEYS = {"product:*": None, "session:*": None, "my:product:*": None}
SECONDS = 15  # more than a thousand round trips, on a busy machine
PRODUCTS, SESSIONS = 100, 1200
SIZE = "Which command returns how much memory a key takes, whatever its type and not only its value?"
NONE = "What does `MEMORY USAGE` reply for a key that has been deleted, and does that key still count?"


def _fill(r):
    """Products of different sizes and types among many more sessions; returns name → bytes for the
    products."""
    pipe = r.pipeline(transaction=False)
    for number in range(PRODUCTS):
        pipe.set(f"product:{number}", "x" * (20 * number + 1))
    for number in range(PRODUCTS, PRODUCTS + 10):
        pipe.hset(f"product:{number}", mapping={"name": "y" * 63, "text": "z" * 4000})
    for number in range(SESSIONS):
        pipe.set(f"session:{number}", "y" * 500)
    pipe.set("my:product:1", "x" * 30_000)
    pipe.execute()
    names = [f"product:{number}" for number in range(PRODUCTS + 10)]
    return dict(zip(names, _sizes(r, names), strict=True))


def _sizes(r, names):
    pipe = r.pipeline(transaction=False)
    for name in names:
        pipe.memory_usage(name)
    return pipe.execute()


def _mean(sizes):
    return sum(sizes) / len(sizes)


def _mistakes(r, products):
    """(mean, what it is the mean of, question) for figures that point to one mistake."""
    sessions = _sizes(r, [f"session:{number}" for number in range(SESSIONS)])
    inside = r.memory_usage("my:product:1")
    strings = list(products.values())[:PRODUCTS]
    begins = "Which names does the pattern of your `SCAN` match, and which begin with the prefix?"
    yield _mean([*products.values(), *sessions, inside]), "of all keys on the server", begins
    yield _mean([*products.values(), inside]), "with `my:product:1` in it, which doesn't begin so", begins
    yield _mean(strings), "of the strings alone", "Which types of key does your search leave out?"
    values = _mean([20 * number + 1 for number in range(PRODUCTS)])
    yield values, "of the lengths of the values", SIZE


def _counts(command):
    """How many keys at least a `SCAN` looks at."""
    words = command.upper().split()
    return int(words[words.index("COUNT") + 1]) if "COUNT" in words else 10


@step("the mean is that of all keys that begin with the prefix, whatever their type")
def mean(ctx):
    products = _fill(ctx.r)
    wanted = _mean(products.values())
    with asking(SIZE, "WRONGTYPE"), ctx.watch() as asked:
        answer = ctx.answer.bytes_per_item("product:")
    expect(
        isinstance(answer, int | float),
        f"`bytes_per_item` returned {answer!r}",
        "a number of bytes",
        "What does your function return?",
    )
    expect(
        not asked.counts["keys"],
        "your function found the keys with `KEYS`",
        "`SCAN`, which looks at a few keys at a time",
        "What do the shop's other processes do while `KEYS` goes through millions of names?",
    )
    expected = f"{wanted:.2f} bytes, the mean of the {len(products)} keys that begin with `product:`"
    scans = [command for command in asked.commands if command.upper().startswith("SCAN")]
    looked_at = sum(map(_counts, scans))
    expect(
        _is(answer, wanted) or not scans or looked_at >= 0.8 * SESSIONS,
        f"the mean was {answer:.2f} bytes, and your `SCAN`s looked at about {looked_at:,} of"
        f" {len(products) + SESSIONS + 1:,} keys",
        expected,
        "Which reply of `SCAN` says that it has been through all keys, and what if a page is empty?",
    )
    for figure, what, question in _mistakes(ctx.r, products):
        expect(
            abs(answer - figure) > 0.02 * figure or _is(answer, wanted),
            f"the mean was {answer:.2f} bytes, about the mean {what}",
            expected,
            question,
        )
    largest = max(products.values())
    expect(
        answer <= largest,
        f"the mean was {answer:,.2f} bytes, and the largest of these keys takes {largest:,} bytes",
        expected,
        "Whose memory do you add up: that of single keys, or of the whole server?",
    )
    expect(
        _is(answer, wanted),
        f"the mean was {answer:.2f} bytes",
        expected,
        "Where does your function round?" if abs(answer - wanted) < 1 else "By which number do you divide?",
    )


def _is(answer, wanted):
    return abs(answer - wanted) < 0.006  # two decimals are enough


@step("if no key begins with the prefix, the mean is 0", fresh=True)
def nothing(ctx):
    ctx.r.set("session:1", "ana")
    question = "What is the mean of an empty list, and what does your function return for one?"
    answer = ctx.answer.bytes_per_item("product:")
    expect(
        answer == 0 and answer is not None,
        f"with no key that begins with `product:`, `bytes_per_item` returned {answer!r}",
        "0",
        question,
    )


@step("a key that is deleted before its size is asked for doesn't count", fresh=True)
def deleted(ctx):
    ctx.r.mset({"product:1": "x", "product:2": "x" * 500})
    wanted = ctx.r.memory_usage("product:2")

    def delete(commands):
        if any(str(word).upper().startswith("MEMORY") for word in commands[0][:1]):
            ctx.r.delete("product:1")

    with asking(NONE, "NoneType"), ctx.before_each_trip(delete):
        answer = ctx.answer.bytes_per_item("product:")
    left = ctx.r.exists("product:1")
    expect(
        left or _is(answer, wanted),
        f"`product:1` was deleted after your function had found it, and the mean was {answer:.2f} bytes",
        f"{wanted:.2f} bytes, the mean of the one key that was left",
        NONE,
    )
