"""Millions of vouchers."""

from helpers.exercises import expect, step

OBJECTIVES = (4,)
SECONDS = 15
MANY = 3000
FAR_APART = [5, 15, 105, 133, 517, 1005, 1029, 10_005, 100_005, 1_000_005]


@step("owners come back as numbers, in order")
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
        f"voucher 1155 was kept for customer 939 and came back as {owner!r}",
        "the number 939",
        "As which type do values arrive from the server?",
    )
    found = _owners(ctx, [2, 1155, 7])
    expect(
        found == [None, 939, 0],
        f"for voucher 2, which nobody owns, 1155 of customer 939 and 7 of customer 0 it returned {found!r}",
        "[None, 939, 0]",
        "Which of these is nobody, and which is a customer whose number is 0?",
    )
    expect(
        ctx.answer.owners([]) == [],
        "an empty list of vouchers did not give an empty list of owners",
        "[]",
        "What does your function ask the server when there is nothing to ask?",
    )


def _owners(ctx, vouchers):
    found = ctx.answer.owners(list(vouchers))
    expect(isinstance(found, list), f"`owners` returned {found!r}", "a list", "What is returned?")
    expect(
        len(found) == len(vouchers),
        f"for {len(vouchers)} vouchers `owners` returned a list of {len(found)}",
        f"a list of {len(vouchers)}",
        "What stands in the place of a voucher that nobody owns?",
    )
    return found


@step("no voucher is mixed up with another", fresh=True)
def distinct(ctx):
    for customer, voucher in enumerate(FAR_APART, start=1):
        ctx.answer.keep_owner(voucher, customer)
    found = _owners(ctx, FAR_APART)
    wrong = [v for customer, v in enumerate(FAR_APART, start=1) if found[customer - 1] != customer]
    expect(
        not wrong,
        f"after {len(FAR_APART)} vouchers were kept, these came back as belonging to somebody else: {wrong}",
        "each with its own owner",
        "Which other vouchers have the same key and the same field?",
    )


@step(f"{MANY:,} vouchers need half of the memory or less", fresh=True)
def small(ctx):
    ctx.r.set("vouchers:1500", 2400)
    alone = MANY * ctx.r.memory_usage("vouchers:1500")
    ctx.r.flushall()
    for voucher in range(MANY):
        ctx.answer.keep_owner(voucher, 900 + voucher)
    keys = ctx.keys()
    expect(
        len(keys) < MANY,
        f"{MANY:,} vouchers are in {len(keys):,} keys",
        "far fewer keys",
        "What does every key cost besides its value, and how can many values share one?",
    )
    together = sum(ctx.r.memory_usage(key, samples=0) for key in keys)
    tables = [key for key in keys if ctx.r.object("encoding", key) == "hashtable"]
    limit = ctx.r.config_get("hash-max-listpack-entries").get("hash-max-listpack-entries")
    size = f", and `{tables[0]}` has {ctx.r.hlen(tables[0]):,} fields" if tables else ""
    expect(
        2 * together <= alone,
        f"{MANY:,} vouchers take {together:,} bytes; a key for each would take {alone:,}{size}",
        f"at most {alone // 2:,} bytes",
        f"A hash is compact up to {limit} fields: how many do yours have?",
    )


@step("200 owners cost one round trip", fresh=True)
def one_round_trip(ctx):
    for voucher in range(0, 2000, 10):
        ctx.answer.keep_owner(voucher, voucher + 1)
    wanted = list(range(1990, -10, -10))
    with ctx.watch() as asked:
        found = _owners(ctx, wanted)
    expect(
        asked.round_trips == 1,
        f"{len(wanted)} owners took {asked.round_trips} round trips",
        "1 round trip",
        "What sends many different commands in one trip?",
    )
    right = sum(owner == voucher + 1 for owner, voucher in zip(found, wanted, strict=True))
    expect(
        right == len(wanted),
        f"of {len(wanted)} owners, {right} came back right",
        f"all {len(wanted)}",
        "In which order are the replies?",
    )
