"""Size a pool by Little's law, within what the server accepts."""

from helpers.exercises import cases, expect, raises, step

OBJECTIVES = (3,)
KEYS = {}
LIMIT = 100  # connections that the small server accepts
MANY = 150_000  # requests per second, more than any pool can serve


def crowd(ctx, connected):
    """Open connections until the server has this many, the answer's own included, and return them."""
    ctx.answer.pool_size(1, 1, 1)  # now it's connected
    missing = connected - ctx.r.info("clients")["connected_clients"]
    clients = [ctx.server.client() for _ in range(missing)]
    for client in clients:
        client.ping()
    return clients


def unchanged(ctx):
    expect(
        ctx.r.config_get("maxclients")["maxclients"] == str(LIMIT),
        f"`maxclients` was {LIMIT}, and the configuration has changed",
        "an unchanged server",
        "Who decides how many connections the server can take?",
    )


@step("the size is twice the average by Little's law, rounded up, and an `int`")
def by_the_law(ctx):
    size = ctx.answer.pool_size(100, 50, 1)
    expect(
        isinstance(size, int) and not isinstance(size, bool),
        f"`pool_size(100, 50, 1)` returned {size!r}",
        "an `int`",
        "Which type does `max_connections` need?",
    )
    expect(
        size < 1000,
        f"100 requests per second hold a connection for 50 ms each; it returned {size:,}",
        "10",
        "What's the unit of `held_ms`, and what's that of `rate`?",
    )
    expect(
        size != 5,
        "100 requests per second hold a connection for 50 ms each; it returned 5, the average",
        "10: twice the average",
        "The average is in use on average. Where's the room for busy moments?",
    )
    expect(
        size != 11,
        "100 requests per second hold a connection for 50 ms each; it returned 11",
        "10: twice the average",
        "Twice the average is a whole number here. What does your function add to it?",
    )
    cases(ctx.answer.pool_size, [((100, 50, 1), 10), ((250, 40, 1), 20)], "What does Little's law multiply?")
    large = ctx.answer.pool_size(2000, 50, 1)
    expect(
        large == 200,
        f"2,000 requests per second at 50 ms: it returned {large!r}, and the server accepts thousands",
        "200",
        "Which limit did your function apply, and who sets it?",
    )
    four = ctx.answer.pool_size(200, 50, 4)
    expect(
        four == 5,
        f"200 requests per second at 50 ms in 4 processes: it returned {four!r} for each of them",
        "5",
        "How many pools share the requests?"
        if four == 20
        else "One process needs twice 2.5 connections. At which point does your function round?",
    )
    up = ctx.answer.pool_size(60, 20, 1)
    expect(
        up == 3,
        f"60 requests per second at 20 ms: it returned {up!r}",
        "3, because twice the average is 2.4",
        "A process needs 2.4 connections. Is the smaller whole number enough?"
        if up == 2
        else "Twice the average is 2.4. What does your function round, and in which direction?",
    )
    exact = ctx.answer.pool_size(100, 70, 7)
    expect(
        exact in (2, 3),  # 2 exactly, but 2.0000000000000004 to some orders of floating-point operations
        f"100 requests per second at 70 ms in 7 processes: it returned {exact!r}",
        "2",
        "Twice the average in one process is 2. Which figures does your function round on the way?",
    )


@step("a pool has at least 1 connection, however few the requests")
def at_least_one(ctx):
    for arguments in ((1, 1, 10), (0, 50, 2)):
        size = ctx.answer.pool_size(*arguments)
        expect(
            size == 1,
            f"`pool_size{arguments}` returned {size!r}",
            "1",
            "What would a process do with a pool that has no connection at all?",
        )


@step("together, the pools fit in what the server still accepts", fresh=True)
def fits(ctx):
    ctx.r.config_set("maxclients", LIMIT)
    clients = crowd(ctx, 40)  # 60 are free
    ctx.answer.pool_size(2000, 50, 1)
    unchanged(ctx)
    sizes = {processes: ctx.answer.pool_size(MANY, 50, processes) for processes in (1, 4, 7)}
    told = (
        f"`maxclients` is {LIMIT}, and 40 clients are connected; `pool_size({MANY}, 50, {{}})` returned {{}}"
    )
    for processes, size in sizes.items():
        expect(
            size < 10_000,
            told.format(processes, size),
            f"{60 // processes}",
            "How many connections does the server accept in all?",
        )
        expect(
            size <= LIMIT,
            told.format(processes, size),
            f"{60 // processes}",
            "Is that limit the same on every server, and which command tells?",
        )
        expect(
            size != LIMIT // processes,
            told.format(processes, size),
            f"{60 // processes}",
            "Who else is connected to the server?",
        )
        expect(
            size < 60 or processes == 1,
            told.format(processes, size),
            f"{60 // processes}",
            "What's left for the other processes if one pool gets all that is free?",
        )
        expect(
            size == 60 // processes,
            told.format(processes, size),
            f"{60 // processes}",
            "Which connections does `connected_clients` count, and is your own one of them?"
            if processes == 1
            else f"Which is the largest whole number that {processes} pools can all have?",
        )
    fewer = ctx.answer.pool_size(100, 50, 4)
    expect(
        fewer == 3,
        f"60 connections are free, and 4 processes need 3 each; it returned {fewer!r}",
        "3",
        "Which of the two figures applies if both fit?",
    )
    for client in clients:
        client.close()


@step("it raises `ValueError` if not even one connection per process fits", fresh=True)
def too_many(ctx):
    ctx.r.config_set("maxclients", LIMIT)
    clients = crowd(ctx, 95)
    expect(
        ctx.answer.pool_size(10_000, 50, 5) == 1,
        "5 connections are free for 5 processes, and it didn't return 1",
        "1 for each",
        "How many connections does one process need at least?",
    )
    with raises(
        ValueError,
        "5 connections are free for 6 processes",
        "If each takes one anyway, what happens to the processes that start last?",
    ):
        ctx.answer.pool_size(10_000, 50, 6)
    for client in clients:
        client.close()
