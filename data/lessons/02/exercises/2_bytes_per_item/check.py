"""What an item takes in memory."""

from helpers.exercises import expect, step

OBJECTIVES = (4,)


@step("the mean is what the server says of the keys, names and all")
def mean(ctx):
    products = {f"product:{number}": "x" * (20 * number) for number in range(1, 101)}
    ctx.r.mset(products)
    ctx.r.mset({f"session:{number}": "y" * 5000 for number in range(50)})
    wanted = sum(map(ctx.r.memory_usage, products)) / 100
    sessions = sum(ctx.r.memory_usage(f"session:{number}") for number in range(50))
    with ctx.watch() as asked:
        answer = ctx.answer.bytes_per_item("product:")
    expect(
        isinstance(answer, int | float),
        f"`bytes_per_item` returned {answer!r}",
        "a number of bytes",
        "What does your function hand back at its end?",
    )
    values = sum(map(len, products.values())) / 100
    expect(
        abs(answer - values) > 0.5,
        f"the mean was {answer:.1f} bytes, which is the mean length of the values alone",
        f"{wanted:.1f} bytes: the keys' names and what Redis keeps beside them take memory too",
        "Which command says how much memory a key takes, and not how long its value is?",
    )
    expect(
        abs(answer - (100 * wanted + sessions) / 150) > 0.5,
        f"the mean was {answer:.1f} bytes: it counts the 50 keys that begin with `session:` as well",
        f"{wanted:.1f} bytes, the mean of the 100 keys that begin with `product:`",
        "Where does the prefix come into the search for keys?",
    )
    expect(
        abs(answer - wanted) < 0.5,
        f"100 keys begin with `product:`; the mean was {answer:.1f} bytes",
        f"{wanted:.1f} bytes, the sum for those 100 keys divided by 100",
        "Which of the keys go into your sum, and by what do you divide it?",
    )
    expect(
        not asked.counts["keys"],
        "the keys were found by `KEYS`",
        "`SCAN`, which looks at a few keys at a time",
        "What do the shop's other processes do while `KEYS` goes through millions of names?",
    )


@step("where no key begins so, it is 0", fresh=True)
def nothing(ctx):
    ctx.r.set("session:1", "ana")
    answer = ctx.answer.bytes_per_item("product:")
    expect(
        answer == 0,
        f"with no key that begins with `product:`, `bytes_per_item` returned {answer!r}",
        "0",
        "How many sizes are there to add up?",
    )
