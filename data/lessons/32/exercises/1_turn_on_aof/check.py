"""From snapshots to an AOF."""

import shutil

from helpers.exercises import asking, expect, step

OBJECTIVES = (3,)
SECONDS = 20
SERVER = {"save": "3600 1", "appendfsync": "no"}
KEYS = 2000
DELAY = 150  # µs that a child of the server rests after each key: about a third of a second for all


def _fill(ctx):
    """Start with keys, without an AOF, and with children that take their time."""
    ctx.server.kill()
    ctx.r.connection_pool.disconnect()
    shutil.rmtree(ctx.server.data_dir / "appendonlydir", ignore_errors=True)
    (ctx.server.data_dir / "dump.rdb").unlink(missing_ok=True)
    ctx.server.restart(appendonly="no", appendfsync="no")
    ctx.r.mset({f"price:{number}": 1000 + number for number in range(KEYS)})
    ctx.r.config_set("rdb-key-save-delay", DELAY)


def _setting(ctx, name, default):
    """The setting in the server's own configuration file."""
    lines = (ctx.server.data_dir / "redis.conf").read_text().splitlines()
    found = [line.split()[1] for line in lines if line.startswith(f"{name} ")]
    return found[-1] if found else default


def _state(ctx):
    info = ctx.r.info("persistence")
    if info["aof_rewrite_scheduled"]:
        return "while the first rewrite was scheduled"
    if info["aof_rewrite_in_progress"]:
        return "while the first rewrite was running"
    return "when no rewrite was running"


def _turn_on(ctx):
    with asking("Which child is already running, and do you need another one?", "already in progress"):
        ctx.answer.turn_on_aof()


def _expect_all_after_a_kill(ctx):
    state = _state(ctx)
    ctx.server.kill()
    ctx.server.restart(appendonly=_setting(ctx, "appendonly", "no"))
    ctx.r.connection_pool.disconnect()  # a child of the killed server may still hold the old connection
    keys = ctx.r.dbsize()
    added = [key for key in ctx.r.scan_iter(count=1000) if not key.startswith("price:")]
    expect(
        not added,
        f"the server has {len(added)} keys that it didn't have before, such as `{min(added, default='')}`",
        "the same keys",
        "Which of your commands creates a key?",
    )
    expect(
        keys == KEYS,
        f"`turn_on_aof` returned {state}. Killed right then, the server came back with {keys:,} of"
        f" {KEYS:,} keys",
        f"{KEYS:,} keys",
        "When is the first AOF complete, and which fields of `INFO persistence` tell you?",
    )
    changed = [n for n in range(KEYS) if ctx.r.get(f"price:{n}") != str(1000 + n)]
    expect(
        not changed,
        f"{len(changed):,} keys have a different value than before",
        "the same values as before",
        "Which of your commands writes to a key?",
    )


def _expect_settings(ctx):
    live = ctx.r.config_get("appendonly", "appendfsync", "save")
    expect(
        live["appendonly"] == "yes",
        f"`CONFIG GET appendonly` returns `{live['appendonly']}`",
        "`yes`, on the live server",
        "Which command changes a setting of a running server?",
    )
    expect(
        live["appendfsync"] == "everysec",
        f"`CONFIG GET appendfsync` returns `{live['appendfsync']}`",
        "`everysec`",
        "What was this setting before the call, and where do you change it?",
    )
    expect(
        live["save"] == "3600 1",
        f"the save points were `3600 1` and are now `{live['save']}`",
        "the same save points as before",
        "Which of the rules asks you to turn snapshots off?",
    )
    for name, default, wanted in (("appendonly", "no", "yes"), ("appendfsync", "everysec", "everysec")):
        said = _setting(ctx, name, default)
        expect(
            said == wanted,
            f"the server's configuration file still contains `{name} {said}`, which its next start uses",
            f"`{name} {wanted}` in the file as well",
            "Which command writes the settings of a live server to its file?",
        )


@step("the AOF is on, complete, and stays on after a kill")
def turned_on(ctx):
    _fill(ctx)
    _turn_on(ctx)
    _expect_settings(ctx)
    _expect_all_after_a_kill(ctx)


@step("it also works while a BGSAVE is running")
def during_a_snapshot(ctx):
    _fill(ctx)
    ctx.r.bgsave()
    _turn_on(ctx)
    _expect_all_after_a_kill(ctx)


@step("a first AOF that can't be written is an error")
def fails(ctx):
    _fill(ctx)
    ctx.r.config_set("rdb-key-save-delay", 0)
    for number in range(1, 5):  # whichever number the base gets, a directory is in its way
        (ctx.server.data_dir / "appendonlydir" / f"appendonly.aof.{number}.base.rdb" / "x").mkdir(
            parents=True
        )
    try:
        ctx.answer.turn_on_aof()
    except Exception:
        return
    expect(
        False,
        "the first rewrite failed, so there's no AOF, but `turn_on_aof` returned as if there were one",
        "an error",
        "Which field of `INFO persistence` says whether the last rewrite succeeded?",
    )
