"""Back to a given second."""

import random
from contextlib import contextmanager

from helpers.exercises import asking, expect, step

OBJECTIVES = (1, 5)
SECONDS = 10
SERVER = {"appendonly": "yes", "aof_timestamp_enabled": "yes", "appendfsync": "always"}
ORDERS = 50
PART = "appendonly.aof.1.incr.aof"
RIGHT = {"price:24": "1999", "stock:24": "7"}


@step("the server runs, and holds the data as they were at the end of that second")
def back(ctx):
    second = _spoil(ctx)
    spoilt = _files(ctx.server.data_dir / "appendonlydir")
    with (
        _in_use(ctx, len(spoilt[PART])) as late,
        asking(
            "Can a second server start on the same port, and when may the tool change the file?",
            "onnection",
        ),
    ):
        returned = ctx.answer.rewind(ctx.server, second)
    expect(
        not late,
        "the file was truncated while the server was running, and another client's write of `price:7` was"
        " appended to it before the server stopped",
        "a server that's stopped before its file is changed",
        "Which process still has the file open while the tool truncates it?",
    )
    _expect_data(ctx)
    _expect_copy(ctx, spoilt)
    expect(
        returned == ctx.r.dbsize(),
        f"the server holds {ctx.r.dbsize()} keys, and `rewind` returned {returned!r}",
        f"the number {ctx.r.dbsize()}",
        "Which command counts the keys, and does your function return its result?",
    )


def _spoil(ctx):
    """Give the server a file with minutes of history, written by hand; return the second to keep."""
    second = ctx.r.time()[0] - random.randint(100, 200)
    right = [("SET", f"order:{number}", "paid") for number in range(ORDERS)]
    right += [("SET", "price:24", "2999"), ("SET", "stock:24", "7")]
    history = {
        second - 60: right,
        second - 4: [("SET", "price:24", "2499"), ("DEL", "order:0")],
        second: [("SET", "price:24", "1999")],
        second + 1: [("SET", "price:24", "1"), ("DEL", "order:1")],
        second + 3: [("SET", "stock:24", "0"), ("SET", "price:7", "1")],
        second + 9: [("DEL", "order:2", "order:3")],
    }
    ctx.server.stop()
    part = ctx.server.data_dir / "appendonlydir" / PART
    part.write_bytes(_resp("SELECT", "0") + b"".join(_log(history)))
    ctx.server.restart()
    return second


def _log(history):
    for second, commands in history.items():
        yield f"#TS:{second}\r\n".encode()
        for command in commands:
            yield _resp(*command)


def _resp(*arguments):
    return f"*{len(arguments)}\r\n".encode() + b"".join(
        f"${len(each)}\r\n{each}\r\n".encode() for each in arguments
    )


def _files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def _in_use(ctx, whole):
    """In this block another client writes before the server stops, if its file has been truncated by then."""
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


def _expect_data(ctx):
    expect(
        ctx.server.alive,
        "after `rewind`, no server is running",
        "the server, running again on its port",
        "What starts a server on the files that it has?",
    )
    keys, seen = ctx.r.dbsize(), {key: ctx.r.get(key) for key in RIGHT}
    expect(
        (keys, seen) == (ORDERS + 1, RIGHT),
        f"the server holds {keys} keys, `price:24` is {seen['price:24']!r}, and `stock:24` is"
        f" {seen['stock:24']!r}",
        f"{ORDERS + 1} keys, '1999' for `price:24`, which was set in `second`, and '7' for `stock:24`",
        _why(ctx, keys, seen),
    )

    on = ctx.r.config_get("appendonly")["appendonly"]
    expect(
        on == "yes",
        f"`CONFIG GET appendonly` returns {on!r}",
        "an AOF that's still on",
        "Where does the server write the next order, so that a kill doesn't lose it?",
    )


def _why(ctx, keys, seen):
    if ctx.r.config_get("appendonly")["appendonly"] == "no":
        return "`appendonly` is off now. Which files does a server load without it?"
    if keys == 0:
        return "With which files did the server start, and are they still in `appendonlydir`?"
    if seen["stock:24"] == "0":
        return "Are the commands after `second` still in the file that the server has loaded?"
    if seen["price:24"] == "1":
        return "At which timestamp does the tool truncate the file, and which second did you pass to it?"
    return "Are the changes of `second` itself kept, and where does the tool truncate the file?"


def _expect_copy(ctx, spoilt):
    part = ctx.server.data_dir / "spoilt" / PART
    expect(
        part.exists(),
        f"there's no `spoilt/{PART}` in the server's `data_dir`",
        "a copy of the directory `appendonlydir`, named `spoilt`",
        "What do you do if `second` turns out to be the wrong one?",
    )
    missing = sorted(set(spoilt) - set(_files(part.parent)))
    expect(
        not missing,
        f"`spoilt` doesn't contain {' or '.join(f'`{name}`' for name in missing)}",
        "the whole directory `appendonlydir`, so that a server could start from it",
        "Which files does a server need to load its AOF?",
    )
    expect(
        part.read_bytes() == spoilt[PART],
        f"`spoilt/{PART}` has {part.stat().st_size:,} bytes, but the file had {len(spoilt[PART]):,} before"
        " the repair",
        "the directory as it was before the repair",
        "Do you copy the directory before or after the tool changes the file?",
    )


@step("the data survive another kill and restart")
def kept(ctx):
    ctx.server.kill()
    ctx.server.restart()
    seen = {key: ctx.r.get(key) for key in RIGHT}
    expect(
        (ctx.r.dbsize(), seen) == (ORDERS + 1, RIGHT),
        f"after another kill and restart, the server holds {ctx.r.dbsize()} keys, and `price:24` is"
        f" {seen['price:24']!r}",
        f"{ORDERS + 1} keys, and '1999' for `price:24`",
        "Are the repaired files the ones that the server loads, or are the data only in its memory?",
    )
