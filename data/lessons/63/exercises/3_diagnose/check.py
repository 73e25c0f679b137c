"""Find out what's wrong."""

import contextlib
import time

from helpers.exercises import expect, step
from helpers.labs.monitoring import CAUSES, shop, slow_script
from helpers.servers import start_replicas

OBJECTIVES = (1, 2, 3)
NEVER = 10**9  # µs
SERVER = {"maxmemory_policy": "allkeys-lfu", "slowlog_log_slower_than": NEVER}
TOTALS = "Which figures are totals since the server started, and what has happened since `before`?"
SCRIPTS = (
    "Which entries of the slow log are scripts, how do clients write these commands, and how many do you get?"
)
REPLICAS = "How do you compute how many bytes a replica is behind, and when is that too much?"
KEYS_READ = "Which keys do you compare, and how much more often must one of them be used?"
FUNCTION = "#!lua name=shop\nredis.register_function('one', function() return 1 end)"
TOOLS = {
    "evictions": "Which figure of `INFO` counts evicted keys?",
    "full disk": "Which figure of `INFO` has the result of the last snapshot?",
    "leaking clients": "How many clients are there now, and how many were there before?",
    "lagging replica": REPLICAS,
    "slow script": SCRIPTS,
    "hot key": KEYS_READ,
}


@contextlib.contextmanager
def traffic(ctx, *causes):
    """Yield INFO from before a second of the shop's traffic, with what the causes add to it."""
    ctx.r.flushall()
    ctx.r.slowlog_reset()
    ctx.r.config_resetstat()
    threshold = 5000 if slow_script in causes else NEVER  # on a busy machine, any command can be slow
    ctx.r.config_set("slowlog-log-slower-than", threshold)
    with contextlib.ExitStack() as stack:
        visits = [cause(ctx.server, stack) for cause in (shop, *causes)]
        for visit in visits:
            visit()
        before = ctx.r.info()
        for visit in visits:
            visit()
        yield before
    ctx.r.config_set("maxmemory", 0)
    ctx.r.config_set("slowlog-log-slower-than", NEVER)
    heal(ctx)


def heal(ctx):
    """Free the disk, and wait until the replicas and clients of a step are gone."""
    if (dump := ctx.server.data_dir / "dump.rdb").is_dir():
        dump.rmdir()
        ctx.r.bgsave()
    until = time.monotonic() + 10
    while time.monotonic() < until:
        now = ctx.r.info()
        if not (now["rdb_bgsave_in_progress"] or now["connected_slaves"] or now["connected_clients"] > 10):
            break
        time.sleep(0.005)


def expect_cause(ctx, before, cause, when, question):
    got = ctx.answer.diagnose(before)
    expect(
        got == cause and type(got) is type(cause),
        f"{when}, `diagnose` returned {got!r}",
        repr(cause),
        question,
    )


@step("it names each of the six causes")
def causes(ctx):
    for name, cause in CAUSES.items():
        with traffic(ctx, cause) as before:
            expect_cause(ctx, before, name, f"on a server with the cause {name!r}", TOOLS[name])


@step("on a healthy server, it returns None")
def healthy(ctx):
    with counted(ctx, (11, 8, 8, 6)):
        when = "on a healthy server, with a key that's used a little more than the others"
        expect_cause(ctx, ctx.r.info(), None, when, KEYS_READ)
    with traffic(ctx) as before:
        expect_cause(ctx, before, None, "on a healthy server", KEYS_READ)
    ctx.r.flushall()
    expect_cause(ctx, ctx.r.info(), None, "on an empty server", "What if there's no key at all?")


@step("what happened before `before` is over")
def over(ctx):
    with traffic(ctx, CAUSES["evictions"]):
        used = ctx.r.info("memory")["used_memory"]
        for share in (10, 95):
            ctx.r.config_set("maxmemory", 100 * used // share)
            when = f"on a server whose evictions are over, and whose memory is {share} % full"
            expect_cause(ctx, ctx.r.info(), None, when, TOTALS)
    with contextlib.ExitStack() as stack:
        for _ in range(30):
            stack.enter_context(ctx.server.client()).ping()
        ctx.connect()
        before = ctx.r.info()
        expect_cause(ctx, before, None, "on a server with a pool of 30 connections", TOTALS)
        for more, cause in ((9, None), (1, "leaking clients")):
            for _ in range(more):
                stack.enter_context(ctx.server.client()).ping()
            when = f"on a server with {9 if cause is None else 10} clients more than before"
            expect_cause(ctx, before, cause, when, TOOLS["leaking clients"])
    heal(ctx)
    with traffic(ctx, CAUSES["full disk"]):
        pass
    expect_cause(ctx, ctx.r.info(), None, "on a server whose last snapshot succeeded after a failure", TOTALS)


@step("a replica that keeps up isn't behind")
def keeps_up(ctx):
    pages = {f"page:{number}": "x" * 1000 for number in range(100)}
    with start_replicas(ctx.server, 2) as replicas:
        ctx.r.mset(pages)
        ctx.r.wait(2, 5000)
        expect_cause(ctx, ctx.r.info(), None, "with two replicas that have all writes", REPLICAS)
        second = ctx.r.info("replication")["slave1"]["port"]
        next(each for each in replicas if each.port == second).freeze()
        for times, cause in ((7, None), (5, "lagging replica")):
            for _ in range(times):
                ctx.r.mset(pages)
            ctx.r.wait(1, 5000)
            size = "700" if cause is None else "1,200"
            when = f"with a replica that has all writes, and a second one that's ≈ {size} kB behind"
            expect_cause(ctx, ctx.r.info(), cause, when, REPLICAS)
    heal(ctx)


@step("of the slow commands, only scripts count, however they're written")
def scripts(ctx):
    with logging(ctx):
        ctx.r.execute_command("sort", "page:none")
        ctx.r.get("EVAL")
    expect_cause(ctx, ctx.r.info(), None, "with a slow SORT and a slow GET", SCRIPTS)
    sha = ctx.r.script_load("return 1")
    ctx.r.function_load(FUNCTION, replace=True)
    calls = ("eval", "return 1", 0), ("EVALSHA", sha, 0), ("EVAL", "return 1", 20), ("fcall", "one", 0)
    for name, script, after in calls:
        with logging(ctx):
            ctx.r.execute_command(name, script, 0)
            for number in range(after):
                ctx.r.get(f"page:{number}")
        when = f"with a slow `{name}` and {after} slow commands after it"
        expect_cause(ctx, ctx.r.info(), "slow script", when, SCRIPTS)
    ctx.r.slowlog_reset()
    ctx.r.function_flush("SYNC")


@contextlib.contextmanager
def logging(ctx):
    """In this block, all commands are slow enough for the slow log, which is emptied before."""
    ctx.r.slowlog_reset()
    ctx.r.config_set("slowlog-log-slower-than", 0)
    yield
    ctx.r.config_set("slowlog-log-slower-than", NEVER)


@step("any key may be the hot one, among any number of keys", fresh=True)
def any_key(ctx):
    for pages, name in ((5, "Zoë:cart"), (1000, "session:7"), (1000, "offer:1"), (1000, "ana")):
        ctx.r.mset({f"page:{number}": "x" for number in range(pages)})
        with ctx.r.pipeline(transaction=False) as pipe:
            pipe.set(name, "x")
            for _ in range(4000):
                pipe.get(name)
            pipe.execute()
        when = f"with {pages} pages, and the key {name!r} that was read 4,000 times"
        expect_cause(ctx, ctx.r.info(), "hot key", when, KEYS_READ)
        ctx.r.delete(name)
    for counts in ((20, 10), (30, 0), (19, 10), (30, 20, 1, 1, 1, 1, 1, 1), (0, 0)):
        with counted(ctx, counts):
            cause = "hot key" if counts[0] and counts[0] >= 2 * counts[1] else None
            when = f"with keys whose `OBJECT FREQ` is {', '.join(map(str, counts))}"
            expect_cause(ctx, ctx.r.info(), cause, when, KEYS_READ)


@contextlib.contextmanager
def counted(ctx, counts):
    """In this block, there's one key for each of the counts, which stay as they are."""
    ctx.r.flushall()
    ctx.r.config_set("lfu-decay-time", 0)
    with ctx.server.client(decode_responses=False) as r:
        r.set("page", "x")
        page = r.dump("page")
        r.delete("page")
        for number, count in enumerate(counts):
            r.restore(f"page:{number}", 0, page, frequency=count)
    try:
        yield
    finally:
        ctx.r.config_set("lfu-decay-time", 1)
