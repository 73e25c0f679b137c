"""Find and remove big keys without a stall."""

import time

from helpers.exercises import EITHER, asking, call, expect, gaps, step

OBJECTIVES = (3,)
KEYS = {"*": EITHER}
TRIPS = {"remove_big": 200}
SECONDS = 8
LIMIT = 100_000  # bytes
COLLECTIONS = 5  # large ones in `keyspace`
WHOLE = {
    "SMEMBERS",
    "HGETALL",
    "HKEYS",
    "HVALS",
    "LRANGE",
    "ZRANGE",
    "ZRANGEBYSCORE",
    "ZREVRANGE",
    "SORT",
    "SORT_RO",
    "XRANGE",
    "COPY",
    "DUMP",
    "SUNION",
    "SINTER",
    "SDIFF",
}
SCRIPTS = {"EVAL", "EVAL_RO", "EVALSHA", "EVALSHA_RO", "FCALL", "FCALL_RO"}
PARTS = {
    "SPOP",
    "SREM",
    "HDEL",
    "LTRIM",
    "LPOP",
    "RPOP",
    "ZREM",
    "ZPOPMIN",
    "ZPOPMAX",
    "ZREMRANGEBYRANK",
    "XTRIM",
    "XDEL",
}
MOST = 1000  # keys that one SCAN may look at, or elements that one SSCAN may


def lazily_freed(r):
    """Wait until the background thread has nothing left to free, and return how much it has freed."""
    while (memory := r.info("memory"))["lazyfree_pending_objects"]:
        time.sleep(0.01)
    return memory["lazyfreed_objects"]


def keyspace(r, small=50):
    """Fill the server with small keys and six big ones, and return the names of the big ones."""
    r.mset({f"page:{n}": "x" * 50 for n in range(small)})
    r.expire("page:7", 600)
    r.sadd("big set", *range(20_000))
    r.hset("big:hash", mapping={f"field {n}": n for n in range(10_000)})
    r.rpush("big list é", *("x" * 50 for n in range(20_000)))
    r.zadd("BIG", {f"member {n}": n for n in range(10_000)})
    r.expire("BIG", 600)
    with r.pipeline(transaction=False) as pipe:
        for _ in range(4000):
            pipe.xadd("big:stream", {"page": "x" * 50})
        pipe.execute()
    r.set("big:string", "x" * 200_000)
    r.hset("cart:7", mapping={"456": 1})
    return {"big set", "big:hash", "big list é", "BIG", "big:string", "big:stream"}


@step("the big keys are removed and returned, and the small ones stay")
def removed(ctx):
    big = keyspace(ctx.r)
    sizes = {key: ctx.r.memory_usage(key) for key in big}
    result = ctx.answer.remove_big(LIMIT)
    left = sorted(key for key in big if ctx.r.exists(key))
    expect(
        not left,
        f"these keys take more than {LIMIT:,} bytes and are still there: {left}",
        "none of them",
        "Keys of which type does your function find, and does it matter that a key has a TTL?",
    )
    expect(
        ctx.r.dbsize() == 51 and 0 < ctx.r.ttl("page:7") <= 600,
        f"of 51 small keys, {ctx.r.dbsize()} are left, and `page:7` has a TTL of {ctx.r.ttl('page:7')}",
        "51 keys, with unchanged TTLs",
        "Which keys are larger than `limit`?",
    )
    expect(
        isinstance(result, dict) and result.keys() == big,
        f"`remove_big` returned {result!r}",
        f"a dict with the keys {sorted(big)}",
        "What do you collect, and when?",
    )
    wrong = [key for key in big if result[key] != sizes[key]]
    expect(
        not wrong,
        f"`MEMORY USAGE` of {(wrong or [''])[0]!r} was {sizes.get((wrong or [''])[0])}, "
        f"and `remove_big` returned {result.get((wrong or [''])[0])!r}",
        "the bytes that the server replied, without `SAMPLES`",
        "Across how many elements does your command sum, and how many does it look at by default?",
    )


@step("`limit` is the largest size that stays", fresh=True)
def limit(ctx):
    ctx.r.mset({"one": "x" * 1000, "two": "x" * 2000})
    size = ctx.r.memory_usage("one")
    result = ctx.answer.remove_big(size)
    expect(
        set(result) == {"two"} and ctx.r.exists("one"),
        f"a key takes {size} bytes; `remove_big({size})` returned {result!r}",
        "only the larger key",
        "Is a key of exactly `limit` bytes larger than `limit`?",
    )
    expect(
        ctx.answer.remove_big(10**9) == {},
        "no key is that large, and a dict came back",
        "{}",
        "And if there are none?",
    )


@step("no command blocks the server", fresh=True)
def blocks(ctx):
    keyspace(ctx.r, small=2000)
    # Valkey's defaults free what any command removes in the background, and Redis' don't
    ctx.r.config_set(
        "lazyfree-lazy-user-del", "no", "lazyfree-lazy-server-del", "no", "lazyfree-lazy-expire", "no"
    )
    before = lazily_freed(ctx.r)
    ctx.answer.remove_big(LIMIT)
    handed_over = lazily_freed(ctx.r) - before
    asked = [command.upper().split() for command in ctx.asked()]
    names = {command[0] for command in asked}
    expect(
        "KEYS" not in names,
        "the server got `KEYS`",
        "`SCAN`",
        "Which command looks at every key of the database while all other clients wait?",
    )
    expect(
        "CONFIG" not in names,
        "the server got `CONFIG`",
        "the settings that the server has",
        "Which other programs use this server, and what do they expect of `DEL`?",
    )
    expect(
        not names & SCRIPTS,
        "the server got a script",
        "separate commands",
        "What can other clients do from the moment when a script begins until it has ended?",
    )
    expect(
        not names & WHOLE,
        f"the server got {', '.join(sorted(names & WHOLE))}",
        "no command that reads a whole collection",
        "Which command tells the size without reading the elements?",
    )
    counts = [int(command[command.index("COUNT") + 1]) for command in asked if _scans(command)]
    expect(
        max(counts, default=0) <= MOST,
        f"the server got a scan with `COUNT {max(counts, default=0)}`",
        f"at most {MOST}",
        "How much does the server look at before it serves another client, and what sets `COUNT`?",
    )
    samples = [command for command in asked if command[:2] == ["MEMORY", "USAGE"] and "SAMPLES" in command]
    expect(
        not any(int(command[-1]) == 0 or int(command[-1]) > 100 for command in samples),
        f"the server got `{' '.join(map(str, (samples or [['']])[0]))}`",
        "a sample of a few elements",
        "With these `SAMPLES`, how many elements of a large set does the server look at?",
    )
    in_parts = sum(command[0] in PARTS for command in asked) // 2  # a part each is too large
    expect(
        handed_over + in_parts >= COLLECTIONS,
        f"of {COLLECTIONS} large collections, the background thread freed {handed_over}",
        "all of them",
        "Which commands free a collection on the thread that runs the commands, and which in the background?",
    )


def _scans(command):
    return command[0] in ("SCAN", "SSCAN", "HSCAN", "ZSCAN") and "COUNT" in command


@step("10,000 keys take at most 200 round trips", fresh=True)
def many(ctx):
    big = keyspace(ctx.r, small=10_000)
    result = ctx.answer.remove_big(LIMIT)
    expect(
        set(result) == big,
        f"`remove_big` returned {sorted(result)}",
        f"{sorted(big)}",
        "Did you see every key?",
    )


@step("a key may disappear at any time", fresh=True)
def disappears(ctx):
    def two_keys():
        ctx.r.flushall()
        ctx.r.mset({"one": "x" * 200_000, "two": "x" * 200_000})

    def the_other_is_removed(gap):
        expect(
            not ctx.r.exists("two") and "two" in gap.result,
            f"another client deleted a key, and `remove_big` returned {gap.result!r}",
            "the other big key, removed",
            "What does `MEMORY USAGE` reply for a key that has disappeared?",
        )

    with asking("What's the size of a key that has disappeared since the `SCAN`?", "NoneType", "int"):
        gaps(ctx, call.remove_big(LIMIT), lambda: ctx.r.delete("one"), the_other_is_removed, two_keys)
