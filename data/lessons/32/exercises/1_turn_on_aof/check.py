"""From snapshots to an AOF, in a live server."""

import shutil

from helpers.exercises import asking, expect, step

OBJECTIVES = (3,)
SECONDS = 20
SERVER = {"save": "3600 1", "appendfsync": "no"}
KEYS = 2000
DELAY = 150  # µs that a child of the server takes for a key: about a third of a second for all


def _fill(ctx):
    """Begin with keys, without an AOF, and with children that take their time."""
    ctx.server.kill()
    ctx.r.connection_pool.disconnect()
    shutil.rmtree(ctx.server.data_dir / "appendonlydir", ignore_errors=True)
    (ctx.server.data_dir / "dump.rdb").unlink(missing_ok=True)
    ctx.server.restart(appendonly="no", appendfsync="no")
    ctx.r.mset({f"price:{number}": 1000 + number for number in range(KEYS)})
    ctx.r.config_set("rdb-key-save-delay", DELAY)


def _setting(ctx, name, default):
    """What the server's own configuration file says."""
    lines = (ctx.server.data_dir / "redis.conf").read_text().splitlines()
    found = [line.split()[1] for line in lines if line.startswith(f"{name} ")]
    return found[-1] if found else default


def _state(ctx):
    info = ctx.r.info("persistence")
    if info["aof_rewrite_scheduled"]:
        return "while the first rewrite was scheduled and had not begun"
    if info["aof_rewrite_in_progress"]:
        return "while the first rewrite was in progress"
    return "when no rewrite was under way"


def _turn_on(ctx):
    with asking("Which child is already at work, and who started it?", "already in progress"):
        ctx.answer.turn_on_aof()


def _expect_all_after_a_kill(ctx):
    state = _state(ctx)
    ctx.server.kill()
    ctx.server.restart(appendonly=_setting(ctx, "appendonly", "no"))
    ctx.r.connection_pool.disconnect()  # a child of the killed server may still hold the old connection
    keys = ctx.r.dbsize()
    expect(
        keys == KEYS,
        f"`turn_on_aof` returned {state}; killed then, the server came back with {keys:,} of {KEYS:,} keys",
        f"{KEYS:,} keys",
        "When is the first AOF complete, and which fields of `INFO persistence` tell?",
    )
    changed = [n for n in range(KEYS) if ctx.r.get(f"price:{n}") != str(1000 + n)]
    expect(
        not changed,
        f"{len(changed):,} of the keys have another value than before",
        "the values as they were",
        "Which of your commands writes to a key?",
    )


def _expect_settings(ctx):
    live = ctx.r.config_get("appendonly", "appendfsync", "save")
    expect(
        live["appendonly"] == "yes",
        f"`CONFIG GET appendonly` says `{live['appendonly']}`",
        "`yes`, on the live server",
        "Which command changes a setting of a server that runs?",
    )
    expect(
        live["appendfsync"] == "everysec",
        f"`CONFIG GET appendfsync` says `{live['appendfsync']}`",
        "`everysec`",
        "What was this server's setting before, and who changes it?",
    )
    expect(
        live["save"] == "3600 1",
        f"the save points were `3600 1` and are `{live['save']}` now",
        "the save points as they were",
        "Who asked for the snapshots to end?",
    )
    for name, default, wanted in (("appendonly", "no", "yes"), ("appendfsync", "everysec", "everysec")):
        said = _setting(ctx, name, default)
        expect(
            said == wanted,
            f"the server's configuration file still says `{name} {said}`: its next start goes by that",
            f"`{name} {wanted}` in the file as well",
            "Which command writes the settings of a live server into its file?",
        )


@step("the AOF is on, complete, and stays on after a kill")
def turned_on(ctx):
    _fill(ctx)
    _turn_on(ctx)
    _expect_settings(ctx)
    _expect_all_after_a_kill(ctx)


@step("also while a BGSAVE is under way")
def during_a_snapshot(ctx):
    _fill(ctx)
    ctx.r.bgsave()
    _turn_on(ctx)
    _expect_all_after_a_kill(ctx)
