"""A restore drill."""

import threading
from contextlib import contextmanager
from time import sleep

from helpers.exercises import asking, expect, step

OBJECTIVES = (4,)
SECONDS = 20
SERVER = {
    "dbfilename": "shop.rdb",
    "repl_diskless_sync_delay": 0,  # 5 s otherwise, for `redis-cli --rdb`
    "enable_debug_command": "yes",  # to keep keys that have expired
}
OLD, NEW, EXPIRED = 300, 600, 40
FIRST, LAST = "order:0", f"order:{NEW - 1}"  # other clients set these two together
DELAY, LONG_DELAY = 500, 2500  # µs that the child rests after each key, so a snapshot takes a while
SETTINGS = ("save", "dir", "dbfilename", "appendonly")


def prepare(ctx):
    """Give the shop an old snapshot of OLD orders, and then NEW of them; return a second server."""
    while ctx.r.info("persistence")["rdb_bgsave_in_progress"]:  # the child of a `--rdb` may outlive the tool
        sleep(0.01)
    ctx.r.mset({f"order:{number}": "old" for number in range(OLD)})
    ctx.r.save()
    ctx.r.mset({f"order:{number}": f"quantity {number}" for number in range(NEW)})
    ctx.r.config_set("rdb-key-save-delay", DELAY)
    ctx.r.config_set("save", "3600 1")
    target = ctx.start_server(save="60 1")
    target.client().set("theirs", "a key of the second server")
    return target


def drill(ctx, target):
    """Run the drill; return its result, and what it asked the shop's server."""
    names = "Which settings of the shop's server name its directory and its file?"
    with ctx.watch() as asked, asking(names, "No such file"):
        number = ctx.answer.restore_drill(target)
    expect(
        not asked.counts["save"],
        "your function sent `SAVE` to the shop's server, which blocks all of the shop's clients",
        "a snapshot that a child writes",
        "Which command lets the shop go on while the file is written?",
    )
    expect(
        target.alive,
        "the second server isn't running",
        "a second server that's running",
        "Which method starts a server again?",
    )
    role = target.client().info("replication")
    expect(
        role["role"] == "master",
        f"the second server is a replica of the server on port {role.get('master_port')}",
        "an independent server",
        "What happens to the second server's data if a `FLUSHALL` is sent to the shop by mistake?",
    )
    return number, asked


@step("the second server holds the shop's orders, including the latest", fresh=True)
def restored(ctx):
    target = prepare(ctx)
    settings = {name: ctx.r.config_get(name)[name] for name in SETTINGS}
    ctx.r.execute_command("DEBUG", "SET-ACTIVE-EXPIRE", 0)
    for number in range(EXPIRED):  # they have expired, but the shop's `DBSIZE` still counts them
        ctx.r.set(f"visitor:{number}", "gone", px=1)
    number, asked = drill(ctx, target)
    second = target.client()
    expect(
        not second.exists("theirs"),
        "the second server still has its own data, the key `theirs`",
        "the shop's data, and nothing else",
        "What does a server with save points write when it's stopped, and to which file?",
    )
    _expect_new(second, copied_early=asked.counts["bgsave"])
    expect(
        number != NEW + EXPIRED,
        f"`restore_drill` returned {number!r}, the shop's own count, which includes {EXPIRED} expired keys."
        f" The second server has {NEW}",
        f"the number of keys on the second server, {NEW}",
        "Which server do you ask for the number of keys, and what does the other one's number prove?",
    )
    expect(
        number == NEW,
        f"`restore_drill` returned {number!r}",
        f"the number of keys on the second server, {NEW}",
        "Which command counts the keys of a server?",
    )
    now = {name: ctx.r.config_get(name)[name] for name in SETTINGS}
    changed = [name for name in SETTINGS if now[name] != settings[name]]
    expect(
        not changed,
        "on the shop's server, "
        + ", ".join(f"`{name}` was {settings[name]!r} and is now {now[name]!r}" for name in changed),
        "the same settings as before",
        "What would a kill of the shop's server lose now?",
    )


def _expect_new(second, copied_early):
    """Expect the orders as they were when the drill began."""
    kept, first = second.dbsize(), second.get(FIRST)
    expect(
        kept == NEW and first == "quantity 0",
        f"the shop has {NEW} orders, but the second server has {kept}, and its `{FIRST}` is {first!r}: that"
        + (
            " file was copied before the new snapshot was complete"
            if copied_early
            else " file is an old snapshot"
        ),
        "the orders as they were during the call",
        "What does the reply of `BGSAVE` say, and what doesn't it say?"
        if copied_early
        else "Which command writes a new snapshot?",
    )
    values = second.mget([f"order:{number}" for number in range(NEW)])
    expect(
        values == [f"quantity {number}" for number in range(NEW)],
        "some orders on the second server differ from the shop's",
        "the same values",
        "Is the file the one that the shop's server has written?",
    )


@step("the shop's server keeps its own file")
def shop_goes_on(ctx):
    expect(
        (ctx.server.data_dir / "shop.rdb").exists(),
        "the shop's own file is no longer in its directory",
        "a copy, and the original where it was",
        "What would the shop's server load if it were killed now?",
    )


@step("a second drill brings the newest orders, as they were at one moment", fresh=True)
def again(ctx):
    target = prepare(ctx)
    ctx.r.config_set("rdb-key-save-delay", 0)
    drill(ctx, target)
    ctx.r.set("order:late", "quantity 1")
    ctx.r.config_set("rdb-key-save-delay", LONG_DELAY)
    with _two_keys_changing_together(ctx):
        number, _ = drill(ctx, target)
    second = target.client()
    late = second.get("order:late")
    expect(
        late == "quantity 1" and number == NEW + 1,
        f"an order came after the first drill. The second drill, whose snapshot takes"
        f" {NEW * LONG_DELAY / 1e6:.1f} s, returned {number!r}, and on the second server `order:late` is"
        f" {late!r}",
        f"{NEW + 1} keys, including the late order",
        "Does your function take a new snapshot each time, and does it wait until that one is complete?",
    )
    expect(
        second.get(FIRST) == second.get(LAST),
        f"another client always sets `{FIRST}` and `{LAST}` to the same value with one `MSET`. On the second"
        f" server, they're {second.get(FIRST)!r} and {second.get(LAST)!r}",
        "the data of one moment",
        "What can other clients change between the first key that you copy and the last?",
    )


@contextmanager
def _two_keys_changing_together(ctx):
    done = threading.Event()
    ctx.r.mset({FIRST: "version 0", LAST: "version 0"})

    def change():
        with ctx.server.client() as r:
            version = 0
            while not done.is_set():
                version += 1
                r.mset({FIRST: f"version {version}", LAST: f"version {version}"})
                sleep(0.002)

    changing = threading.Thread(target=change)
    changing.start()
    try:
        yield
    finally:
        done.set()
        changing.join()
