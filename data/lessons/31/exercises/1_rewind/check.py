"""Back to a second."""

import time
from contextlib import contextmanager

from helpers.exercises import asking, expect, step

OBJECTIVES = (1, 5)
SECONDS = 15  # real seconds have to pass between what is right and what is not
SERVER = {"appendonly": "yes", "aof_timestamp_enabled": "yes", "appendfsync": "always"}
ORDERS = 50
PART = "appendonly.aof.1.incr.aof"


@step("the server runs, and holds what it held at the end of that second")
def back(ctx):
    for number in range(ORDERS):
        ctx.r.set(f"order:{number}", "paid")
    _next_second(ctx.r)
    ctx.r.set("price:24", "1999")
    second = ctx.r.time()[0]
    _next_second(ctx.r)
    ctx.r.flushall()
    _next_second(ctx.r)
    ctx.r.mset({"price:24": "1", "price:7": "1"})
    spoilt = _files(ctx.server.data_dir / "appendonlydir")
    with (
        _in_use(ctx, len(spoilt[PART])) as late,
        asking(
            "Which setting lets a server take the place of one that runs, and when may the tool change its"
            " file?",
            "onnection",
        ),
    ):
        returned = ctx.answer.rewind(ctx.server, second)
    expect(
        not late,
        "the file was cut while the server was running; another client wrote `price:7` before the server"
        f" was ended, that went behind the cut,"
        f" and `price:7` is {ctx.server.alive and ctx.r.get('price:7')!r} now",
        "a file that nobody appends to while it is repaired",
        "Who has the file open while your tool cuts it, and what must come before the tool?",
    )
    _expect_data(ctx)
    _expect_copy(ctx, spoilt)
    expect(
        returned == ORDERS + 1,
        f"the server holds {ORDERS + 1} keys, and `rewind` returned {returned!r}",
        f"the number {ORDERS + 1}",
        "Which command counts the keys, and does your function hand its answer on?",
    )


def _files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def _in_use(ctx, whole):
    """In this block another client writes before the server is ended, if its file has been cut by then."""
    server, late = ctx.server, []
    part = server.data_dir / "appendonlydir" / PART

    def ending(end):
        def write_and_end():
            if server.alive and part.exists() and part.stat().st_size < whole:
                late.append(ctx.r.set("price:7", "1"))
            end()

        return write_and_end

    server.stop, server.kill = ending(server.stop), ending(server.kill)
    try:
        yield late
    finally:
        del server.stop, server.kill


def _next_second(r):
    now = r.time()[0]
    while r.time()[0] == now:
        time.sleep(0.01)


def _expect_data(ctx):
    expect(
        ctx.server.alive,
        "after `rewind` no server runs",
        "the server, running again on its port",
        "What starts a server anew on the files that it has?",
    )
    keys, price = ctx.r.dbsize(), ctx.r.get("price:24")
    seen = f"the server holds {keys} keys, and `price:24` is {price!r}"
    wanted = f"{ORDERS + 1} keys, and '1999' for `price:24`, which was set in the second named"
    if keys == 2:
        question = (
            "That is the spoilt state. Does the file still hold the `FLUSHALL`, has a rewrite made it the"
            " base, or did the server never read the repaired file?"
        )
    elif price is None:
        question = "Is the change of the second itself to stay or to go, and which mark does the tool cut at?"
    else:
        question = "Which changes are still in the file, and which are gone?"
    expect((keys, price) == (ORDERS + 1, "1999"), seen, wanted, question)


def _expect_copy(ctx, spoilt):
    part = ctx.server.data_dir / "spoilt" / PART
    expect(
        part.exists(),
        f"there is no `spoilt/{PART}` in the server's `data_dir`",
        "a copy of the folder `appendonlydir`, named `spoilt`",
        "What do you do if the second that was named turns out to be the wrong one?",
    )
    missing = sorted(set(spoilt) - set(_files(part.parent)))
    expect(
        not missing,
        f"in `spoilt` there is no {', no '.join(f'`{name}`' for name in missing)}",
        "the whole folder `appendonlydir`, from which a server could start",
        "How does a server find the parts of its AOF, and which of them come first?",
    )
    expect(
        part.read_bytes() == spoilt[PART],
        f"`spoilt/{PART}` has {part.stat().st_size:,} bytes, the file before the repair had"
        f" {len(spoilt[PART]):,}",
        "the folder as it was before the repair, `FLUSHALL` included",
        "Which comes first, the copy or the tool that changes the file in its place?",
    )


@step("what was brought back is in the files: it survives a kill")
def kept(ctx):
    ctx.server.kill()
    ctx.server.restart()
    expect(
        ctx.r.get("price:24") == "1999",
        f"after one more kill and restart, `price:24` is {ctx.r.get('price:24')!r}",
        "'1999'",
        "Are the files right, or only what the server had in memory?",
    )
