"""The drill, end to end."""

import contextlib
import os
import time

from helpers.exercises import expect, step

OBJECTIVES = (4,)
SECONDS = 60
SERVER = {
    "appendonly": True,
    "appendfsync": "always",
    "auto_aof_rewrite_percentage": 150,
    "repl_diskless_sync_delay": 0,  # 5 s otherwise, if `spare` becomes a replica first
}
AUTO = "auto-aof-rewrite-percentage"
PATIENCE = 3  # s for a rewrite that the server begins by itself; where none is allowed, in vain
KEYS = 302  # strings, a hash, a list
DELAY = 3000  # µs that a child of the server takes for a key: about a second for all


def _fill(r):
    r.flushall()
    r.mset({f"price:{number}": 1000 + number for number in range(KEYS - 2)})
    r.hset("cart:7", mapping={"product:24": 2, "product:3": 1})
    r.rpush("orders", *range(50))
    r.expire("cart:7", 3600)


def _content(server):
    r = server.client(decode_responses=False)
    return {key: (r.dump(key), r.ttl(key)) for key in r.scan_iter()}


def _expect_unharmed(ctx, before):
    expect(
        ctx.server.alive and ctx.r.info("server")["process_id"] == before["process_id"],
        "`server` was stopped: "
        + ("it's a different process now" if ctx.server.alive else "it isn't running"),
        "a server that keeps serving its clients",
        "Which of the two servers may you stop, and which one is in use?",
    )
    now = ctx.r.config_get("*")
    changed = [name for name in now if now[name] != before["config"][name]]
    expect(
        not changed,
        ", ".join(
            f"`{name}` of `server` was {before['config'][name]} and is now {now[name]}" for name in changed
        ),
        "the same configuration of `server` as before",
        "What did you set for the time of the copy, and what was it before?",
    )


def _expect_running_with_aof(spare):
    expect(
        spare.alive,
        "`spare` isn't running",
        "two running servers",
        "Which call starts a stopped server again?",
    )
    aof = spare.client().config_get("appendonly")["appendonly"]
    expect(
        aof == "yes",
        f"`CONFIG GET appendonly` on `spare` returns `{aof}`: its AOF is off, and it has "
        f"{spare.client().dbsize()} keys",
        "an AOF that's on",
        "Which setting decides what a server loads when it starts?",
    )
    expect(
        spare.client().info("replication")["role"] == "master",
        "`spare` is still a replica of `server`",
        "an independent server",
        "What happens to the data on `spare` if a `FLUSHALL` is sent to `server` by mistake?",
    )


def _expect_the_same(spare, content, when):
    here = _content(spare)
    dumped = (spare.data_dir / "dump.rdb").exists()
    found = "there's a `dump.rdb` next to its AOF" if dumped else "its manifest doesn't list the copied files"
    expect(
        set(here) == set(content),
        f"{when}, `spare` has {len(here)} of {len(content)} keys, and {found}",
        f"{len(content)} keys",
        "What does a server load when its AOF is on, and how does it find the parts?",
    )
    for key, (value, ttl) in content.items():
        expect(
            here[key][0] == value and abs(here[key][1] - ttl) < 60,
            f"{when}, `{key.decode()}` has a different value or TTL on `spare`",
            "the same as on `server`",
            "Does your approach copy TTLs, and types other than strings?",
        )


def _expect_no_rewrite_in_the_copy(spare, by_itself):
    manifest = spare.data_dir / "appendonlydir" / "appendonly.aof.manifest"
    if not manifest.exists() or spare.client().info("persistence")["aof_rewrite_in_progress"]:
        return  # an AOF that `spare` has written itself, which the kill tests
    increments = manifest.read_text().count("type i")
    expect(
        increments == 1 or not by_itself,
        f"the manifest on `spare` lists {increments} files of increments: between your wait and your setting,"
        " `server` has started a rewrite on its own, and you copied the directory meanwhile",
        "a copy that's made while no rewrite is running, and none can start",
        "Which comes first: the wait for a running rewrite, or the setting that prevents new ones?",
    )
    expect(
        increments == 1,
        f"the manifest on `spare` lists {increments} files of increments: you copied the directory while a"
        " rewrite was running, and if that had ended during the copy, parts of it would be missing",
        "a copy that's made while no rewrite is running",
        "Which two fields of `INFO persistence` tell you when the copy may start?",
    )


def _drill(ctx, rewriting=False, by_itself=False):
    _fill(ctx.r)
    spare, content = ctx.start_server(), _content(ctx.server)
    spare.client().config_set("rdb-key-save-delay", DELAY)
    before = {"process_id": ctx.r.info("server")["process_id"]}
    if rewriting:
        ctx.r.config_set("rdb-key-save-delay", DELAY)
        ctx.r.bgrewriteaof()
    before["config"] = ctx.r.config_get("*")
    with _beginning_by_itself(ctx) if by_itself else contextlib.nullcontext():
        number = ctx.answer.drill(ctx.server, spare)
    unfinished = spare.alive and spare.client().info("persistence")["aof_rewrite_in_progress"]
    _expect_unharmed(ctx, before)
    _expect_running_with_aof(spare)
    _expect_the_same(spare, content, "after your function has returned")
    _expect_no_rewrite_in_the_copy(spare, by_itself)
    expect(
        type(number) is int and number == KEYS,
        f"`drill` returned {number!r}, but `spare` has {KEYS} keys",
        f"the number {KEYS}",
        "Which command counts the keys of a server?",
    )
    expect(
        not unfinished,
        "`spare` was still writing: its first AOF wasn't complete when `drill` returned, and a kill at that"
        " moment leaves no keys",
        "an AOF that's complete",
        "When is a server's first AOF complete, and which field of `INFO persistence` says so?",
    )
    spare.kill()
    spare.restart(appendonly=True)
    _expect_the_same(spare, content, "after a kill and a restart")


@step("all data of `server` are on `spare`, and survive a kill there")
def drill(ctx):
    _drill(ctx)


@step("it also works with a rewrite running at the start")
def during_a_rewrite(ctx):
    _drill(ctx, rewriting=True)


@step("it also works if the server starts a rewrite on its own")
def by_itself(ctx):
    _rewritten(ctx.r)
    ctx.r.config_set("auto-aof-rewrite-min-size", "1kb", "rdb-key-save-delay", 0)
    ctx.r.bgrewriteaof()
    _rewritten(ctx.r)
    ctx.r.config_set("rdb-key-save-delay", DELAY)
    _drill(ctx, by_itself=True)


def _rewritten(r):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        state = r.info("persistence")
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            return
        time.sleep(0.01)


def _begin_rewrite(r):
    """Write, as the shop does, until the server begins a rewrite by itself; no value is changed."""
    deadline = time.monotonic() + PATIENCE
    while not r.info("persistence")["aof_rewrite_in_progress"] and time.monotonic() < deadline:
        pipe = r.pipeline(transaction=False)
        for _ in range(500):
            pipe.set("price:0", 1000)
        pipe.execute()
        time.sleep(0.02)


@contextlib.contextmanager
def _beginning_by_itself(ctx):
    """In this block `server` begins one rewrite by itself, at the worst moment that the answer leaves to it.

    Either right before the answer forbids it, or else in the copy, before the first file is read; then it
    ends as well, and the files that it has replaced are gone.
    """
    begun = []

    def begin_before_it_is_forbidden(commands):
        words = " ".join(str(word) for command in commands for word in command).lower()
        if words.startswith("config set") and AUTO in words and not begun:
            begun.append("before the setting")
            _begin_rewrite(ctx.r)

    def begin_in_the_copy(path):
        if not begun and os.path.isfile(path):  # the folder has been listed by then
            begun.append("in the copy")
            _begin_rewrite(ctx.r)
            _rewritten(ctx.r)
            _wait_until_gone(path)

    try:
        with (
            ctx.before_each_trip(begin_before_it_is_forbidden),
            ctx.before_reading(ctx.server.data_dir / "appendonlydir", begin_in_the_copy),
        ):
            yield
    except OSError:
        if begun != ["in the copy"]:
            raise
        expect(
            False,
            "in the middle of your copy, `server` started a rewrite on its own, because its AOF had grown,"
            " and removed the old files when it was done. The copy ended in an error",
            "a copy that's made while no rewrite is running, and none can start",
            f"With which value of `{AUTO}` does the server start no rewrites on its own?",
        )


def _wait_until_gone(path):
    """The server removes the old files a moment after the rewrite; the manifest stays."""
    deadline = time.monotonic() + 1
    while os.path.exists(path) and time.monotonic() < deadline:
        time.sleep(0.01)
