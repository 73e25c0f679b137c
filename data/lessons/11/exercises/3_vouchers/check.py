"""Millions of vouchers."""

from helpers.exercises import asking, call, every_crash, every_order, expect, step, twin

OBJECTIVES = (4,)
KEYS = {"vouchers:*": None}
TRIPS = {"owners": 1}
FAR_APART = [5, 15, 105, 133, 517, 1005, 1029, 10_005, 100_005, 1_000_005, 4_000_000_000]
MILLION, SOME = 1_000_000, 100
TOO_LONG = "How long is your value if the first voucher that you store has the number 4,000,000,000?"


def calls(g):
    def voucher():
        return g.choice([0, 1, 7, 99, 100, 101, 1155, g.randint(0, 300), 70_000, 4_000_000_000])

    if g.random() < 0.6:
        return call.keep_owner(voucher(), g.choice([0, 1, 939, 70_000, 4_000_000_000]))
    some = [voucher() for _ in range(g.randint(0, 6))]
    return call.owners(some + some[:1])


def _keep(ctx, voucher, customer):
    with asking(TOO_LONG, "out of range", "maximum allowed size", "offset"):
        ctx.answer.keep_owner(voucher, customer)


def _owners(ctx, vouchers):
    found = ctx.answer.owners(list(vouchers))
    expect(
        isinstance(found, list),
        f"`owners` returned {found!r}",
        "a list",
        "What does your function return?",
    )
    expect(
        len(found) == len(vouchers),
        f"for {len(vouchers)} vouchers, `owners` returned a list of {len(found)}",
        f"a list of {len(vouchers)}",
        "What is in the list for a voucher without an owner, or for one that is asked for twice?",
    )
    return found


@step("owners come back as numbers, in the order of the list")
def kept(ctx):
    ctx.answer.keep_owner(1155, 939)
    ctx.answer.keep_owner(7, 0)
    keys = ctx.keys()
    expect(
        keys and all(key.startswith("vouchers:") for key in keys),
        f"the server holds the keys {', '.join(keys)}" if keys else "the server holds no keys",
        "keys that begin with `vouchers:`",
        "Where does another process find the owners?",
    )
    [owner] = _owners(ctx, [1155])
    expect(
        owner == 939,
        f"voucher 1155 was stored for customer 939 and came back as {owner!r}",
        "the number 939",
        "Which type do values have when they arrive from the server?",
    )
    found = _owners(ctx, [2, 1155, 7, 1155])
    expect(
        found == [None, 939, 0, 939],
        f"for voucher 2 without an owner, 1155 of customer 939, 7 of customer 0 and 1155 again, `owners`"
        f" returned {found!r}",
        "[None, 939, 0, 939]",
        "Which reply means that there is no owner, and which one is a customer whose number is 0?",
    )
    expect(
        ctx.answer.owners([]) == [],
        "for an empty list of vouchers, `owners` didn't return an empty list",
        "[]",
        "What does your function send if the list is empty?",
    )


@step("each voucher has its own owner, also with large numbers", fresh=True)
def distinct(ctx):
    owner_of = {voucher: 70_000 + number for number, voucher in enumerate(FAR_APART)}
    owner_of[133] = 4_000_000_000
    for voucher, customer in owner_of.items():
        _keep(ctx, voucher, customer)
    found = dict(zip(owner_of, _owners(ctx, owner_of), strict=True))
    small = [voucher for voucher, customer in owner_of.items() if found[voucher] == customer % 65536]
    expect(
        len(small) < len(FAR_APART) - 1,
        f"voucher 5 was stored for customer {owner_of[5]} and came back as {found[5]}",
        f"{owner_of[5]}",
        "How large may a number be in the bits that you give it?",
    )
    wrong = [voucher for voucher, customer in owner_of.items() if found[voucher] != customer]
    expect(
        not wrong,
        f"after {len(FAR_APART)} vouchers were stored, these came back with a wrong owner: {wrong}",
        "each with its own owner",
        "Which other vouchers have the same key and the same field?",
    )


@step("a voucher can get a new owner", fresh=True)
def new_owner(ctx):
    ctx.answer.keep_owner(1155, 939)
    ctx.answer.keep_owner(1155, 12)
    found = _owners(ctx, [1155])
    expect(
        found == [12],
        f"voucher 1155 was stored for customer 939, then for customer 12, and `owners` returned {found!r}",
        "[12]",
        "What does your command do if the field is already there?",
    )


@step("vouchers take at most half of the memory of a key each", fresh=True)
def small(ctx):
    limit = int(ctx.r.config_get("hash-max-listpack-entries")["hash-max-listpack-entries"])
    many = limit + SOME
    ctx.r.set("vouchers:150", 2400)
    alone = many * ctx.r.memory_usage("vouchers:150")
    ctx.r.flushall()
    for voucher in range(many):
        ctx.answer.keep_owner(voucher, 900 + voucher)
    keys = set(ctx.keys())
    expect(
        len(keys) < many,
        f"{many:,} vouchers are in {len(keys):,} keys",
        "far fewer keys",
        "What does every key cost besides its value, and how can many values share one?",
    )
    together = sum(ctx.r.memory_usage(key, samples=0) for key in keys)
    tables = [key for key in keys if ctx.r.object("encoding", key) == "hashtable"]
    size = f", and `{tables[0]}` has {ctx.r.hlen(tables[0]):,} fields" if tables else ""
    expect(
        2 * together <= alone,
        f"{many:,} vouchers take {together:,} bytes, and a key each would take {alone:,}{size}",
        f"at most {alone // 2:,} bytes",
        f"A hash is compact up to {limit} fields. How many do yours have?",
    )
    for voucher in range(MILLION, MILLION + SOME):
        ctx.answer.keep_owner(voucher, 900)
    expect(
        set(ctx.keys()) > keys,
        f"vouchers 0 to {many - 1} are in {len(keys)} keys, and {SOME} more, from {MILLION:,} on, added no"
        " key",
        "more keys for more vouchers, so that each key stays small",
        "With a million vouchers, how many of them share a key?",
    )


@step("calls from two processes agree with the tested solution", fresh=True)
def like_the_solution(ctx):
    with asking(TOO_LONG, "out of range", "maximum allowed size", "offset"):
        twin(ctx, calls, free=True, length=30, runs=6)


@step("two processes at the same moment both store their voucher", fresh=True)
def at_the_same_moment(ctx):
    def both_there(results):
        found = _owners(ctx, [150, 151, 152])
        expect(
            found == [5, 70_001, 70_002],
            f"vouchers 151 and 152 were stored at the same moment, and the owners of 150 to 152 are {found}",
            "[5, 70001, 70002]",
            "What can another process do between your read and your write?",
        )

    every_order(
        ctx,
        call.keep_owner(151, 70_001),
        call.keep_owner(152, 70_002),
        setup=lambda: ctx.answer.keep_owner(150, 5),
        holds=both_there,
    )


@step("a crash loses no other voucher", fresh=True)
def crash(ctx):
    def still_there(crash):
        found = _owners(ctx, [150])
        expect(
            found == [5],
            f"{crash}; then the owner of voucher 150 is {found[0]}",
            "5",
            "Does your function delete anything that it means to write again?",
        )

    every_crash(ctx, call.keep_owner(151, 7), still_there, setup=lambda: ctx.answer.keep_owner(150, 5))
