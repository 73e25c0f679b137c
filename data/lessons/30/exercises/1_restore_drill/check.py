"""A restore drill."""

from time import sleep

from helpers.exercises import expect, step

OBJECTIVES = (4,)
SECONDS = 20
SERVER = {
    "dbfilename": "shop.rdb",
    "repl_diskless_sync_delay": 0,  # 5 s otherwise, for `redis-cli --rdb`
    "enable_debug_command": "yes",  # to leave keys that have ended where they are
}
OLD, NEW, ENDED = 300, 600, 40
DELAY, LONG_DELAY = 1000, 5000  # µs that the child rests after each key: a snapshot takes a while


def prepare(ctx):
    """A shop with an old snapshot of OLD orders and now NEW of them; a second server with its own data."""
    while ctx.r.info("persistence")["rdb_bgsave_in_progress"]:  # the child of a `--rdb` may outlive the tool
        sleep(0.01)
    ctx.r.mset({f"order:{number}": "old" for number in range(OLD)})
    ctx.r.save()
    ctx.r.mset({f"order:{number}": f"quantity {number}" for number in range(NEW)})
    ctx.r.config_set("rdb-key-save-delay", DELAY)
    target = ctx.start_server(save="60 1")
    target.client().set("theirs", "a key of the second server")
    return target


def expect_running(target):
    expect(
        target.alive,
        "the second server is not running",
        "a second server that runs",
        "Which method starts a server again?",
    )


@step("the second server holds the shop's orders, the latest as well", fresh=True)
def restored(ctx):
    target = prepare(ctx)
    ctx.r.execute_command("DEBUG", "SET-ACTIVE-EXPIRE", 0)
    for number in range(ENDED):  # they have ended, and the shop still counts them
        ctx.r.set(f"visitor:{number}", "gone", px=1)
    with ctx.watch() as asked:
        number = ctx.answer.restore_drill(target)
    expect(
        not asked.counts["save"],
        "the shop was sent `SAVE`: nobody was served until the file was written",
        "a snapshot beside the shop's work",
        "Which command leaves the writing to a child?",
    )
    expect_running(target)
    second = target.client()
    expect(
        not second.exists("theirs"),
        "the second server still holds its own data, the key `theirs`",
        "the shop's orders, and nothing else",
        "What does a server with save points write when it is stopped, and over which file?",
    )
    sent = asked.counts["bgsave"]
    expect(
        second.dbsize() == NEW and second.get("order:0") == "quantity 0",
        f"the shop has {NEW} orders, the second server {second.dbsize()}, and `order:0` is"
        f' "{second.get("order:0")}": that file was '
        + ("copied before the new one was complete" if sent else "written before the drill began"),
        "the orders as they were when the function was called",
        "What does the reply of `BGSAVE` say, and what does it not say yet?"
        if sent
        else "Which command writes a new file?",
    )
    values = second.mget([f"order:{number}" for number in range(NEW)])
    expect(
        values == [f"quantity {number}" for number in range(NEW)],
        "some orders on the second server differ from those of the shop",
        "the same values",
        "Is the file the one that the shop has written?",
    )
    expect(
        number != NEW + ENDED,
        f"`restore_drill` returned {number!r}: so many the shop counts, with {ENDED} that have ended and are"
        f" not removed yet; the second server has {NEW}",
        f"the number of keys on the second server, {NEW}",
        "Whom do you ask how many keys were restored, and what does the other one's number prove?",
    )
    expect(
        number == NEW,
        f"`restore_drill` returned {number!r}",
        f"the number of keys on the second server, {NEW}",
        "Which command counts the keys of a server?",
    )


@step("the shop goes on with its own file")
def shop_goes_on(ctx):
    expect(
        (ctx.server.data_dir / "shop.rdb").exists(),
        "the shop's own file is gone from its folder",
        "a copy; the original stays",
        "What would the shop load if it were killed now?",
    )


@step("a second drill, right after the first, brings what is new since", fresh=True)
def again(ctx):
    target = prepare(ctx)
    ctx.r.config_set("rdb-key-save-delay", 0)
    ctx.answer.restore_drill(target)
    ctx.r.set("order:late", "quantity 1")
    ctx.r.config_set("rdb-key-save-delay", LONG_DELAY)
    number = ctx.answer.restore_drill(target)
    expect_running(target)
    expect(
        target.client().get("order:late") == "quantity 1" and number == NEW + 1,
        f"an order came after the first drill; the second one, whose snapshot takes"
        f" {NEW * LONG_DELAY / 1e6:.0f} s, returned {number!r}, and `order:late` is"
        f" {target.client().get('order:late')!r} on the second server",
        f"{NEW + 1} keys, the late order among them",
        "Does your function take a new snapshot each time, and wait for this one, however long it takes?",
    )
