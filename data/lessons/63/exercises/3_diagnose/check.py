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
    with traffic(ctx) as before:
        with ctx.r.pipeline(transaction=False) as pipe:
            for _ in range(200):
                pipe.get("product:3")
            pipe.execute()
        when = "on a healthy server, with a product that's used a little more than the others"
        expect_cause(ctx, before, None, when, KEYS_READ)
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
        before = ctx.r.info()
        expect_cause(ctx, before, None, "on a server with a pool of 30 connections", TOTALS)
        for _ in range(5):
            stack.enter_context(ctx.server.client()).ping()
        expect_cause(ctx, before, None, "on a server with 5 clients more than before", TOTALS)
    heal(ctx)
    with traffic(ctx, CAUSES["full disk"]):
        pass
    expect_cause(ctx, ctx.r.info(), None, "on a server whose last snapshot succeeded after a failure", TOTALS)


@step("a replica that keeps up isn't behind")
def keeps_up(ctx):
    with start_replicas(ctx.server, 1):
        ctx.r.mset({f"page:{number}": "x" * 1000 for number in range(100)})
        ctx.r.wait(1, 5000)
        expect_cause(ctx, ctx.r.info(), None, "with a replica that has all writes", REPLICAS)
    heal(ctx)


@step("of the slow commands, only scripts count, however they're written")
def scripts(ctx):
    with logging(ctx):
        ctx.r.execute_command("sort", "page:none")
        ctx.r.get("EVAL")
    expect_cause(ctx, ctx.r.info(), None, "with a slow SORT and a slow GET", SCRIPTS)
    sha = ctx.r.script_load("return 1")
    for name, script, after in (("eval", "return 1", 0), ("EVALSHA", sha, 0), ("EVAL", "return 1", 20)):
        with logging(ctx):
            ctx.r.execute_command(name, script, 0)
            for number in range(after):
                ctx.r.get(f"page:{number}")
        when = f"with a slow `{name}` and {after} slow commands after it"
        expect_cause(ctx, ctx.r.info(), "slow script", when, SCRIPTS)
    ctx.r.slowlog_reset()


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
