"""A mode for three services."""

from helpers.exercises import expect, step

OBJECTIVES = (2, 3)
DATA = 20
BEFORE = [
    {"appendonly": "no", "appendfsync": "no", "no-appendfsync-on-rewrite": "no"},
    {"appendonly": "yes", "appendfsync": "always", "no-appendfsync-on-rewrite": "yes"},
    {"appendonly": "yes", "appendfsync": "everysec", "no-appendfsync-on-rewrite": "no"},
    {"appendonly": "yes", "appendfsync": "no", "no-appendfsync-on-rewrite": "no"},
    {"appendonly": "no", "appendfsync": "everysec", "no-appendfsync-on-rewrite": "yes"},
    {"appendonly": "yes", "appendfsync": "everysec", "no-appendfsync-on-rewrite": "yes"},
]


def _cases(ctx, service):
    """Call `configure(service)` on servers with different settings; yield (what was set, what is set now)."""
    for before in BEFORE:
        ctx.r.flushall()
        for name, value in before.items():
            ctx.r.config_set(name, value)
        _until_rewritten(ctx)
        for number in range(DATA):
            ctx.r.set(f"{service}:{number}", "kept")
        ctx.answer.configure(service)
        _until_rewritten(ctx)
        _expect_unchanged(ctx, service)
        now = ctx.r.config_get("*append*")
        yield ", ".join(f"`{name} {value}`" for name, value in before.items()), now


def _until_rewritten(ctx):
    while True:
        state = ctx.r.info("persistence")
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            return


def _expect_unchanged(ctx, service):
    expect(
        ctx.r.dbsize() == DATA,
        f"the server had {DATA} keys, and after `configure` for {service!r} it has {ctx.r.dbsize()}",
        "the same keys",
        "Which of your commands changes data?",
    )
    save = ctx.r.config_get("save")["save"]
    expect(
        save == "",
        f"after `configure` for {service!r}, `CONFIG GET save` returns {save!r}",
        "snapshots that stay off",
        "Which of the services needs a snapshot?",
    )


def _expect_on(before, now, service):
    expect(
        now["appendonly"] == "yes",
        f"on a server with {before}, `appendonly` is {now['appendonly']!r} for {service!r}: there's no AOF",
        "`appendonly yes`",
        "What does `appendfsync` do if there's no AOF?",
    )


def _expect_sync_during_rewrite(before, now, service):
    expect(
        now["no-appendfsync-on-rewrite"] == "no",
        f"on a server with {before}, `no-appendfsync-on-rewrite` is 'yes' for {service!r}: during a rewrite,"
        " Redis doesn't call `fdatasync`",
        "`no-appendfsync-on-rewrite no`",
        "What does a power cut lose during a rewrite, and which setting decides that?",
    )


@step("pages: all of them may be lost, and writes cause no work for the disk")
def pages(ctx):
    for before, now in _cases(ctx, "pages"):
        expect(
            now["appendonly"] == "no",
            f"on a server with {before}, `appendonly` is {now['appendonly']!r} for 'pages', with `appendfsync"
            f" {now['appendfsync']}`",
            "no AOF, because every line in it reaches the disk sooner or later",
            "If all of the data may be lost, which file do you need?",
        )


@step("carts: no write waits for the disk, and a power cut loses a second or so")
def carts(ctx):
    for before, now in _cases(ctx, "carts"):
        _expect_on(before, now, "carts")
        sync = now["appendfsync"]
        expect(
            sync != "always",
            f"on a server with {before}, `appendfsync` is 'always' for 'carts'",
            "a mode in which no write waits for the disk",
            "What does each `SET` wait for with `always`?",
        )
        expect(
            sync == "everysec",
            f"on a server with {before}, `appendfsync` is {sync!r} for 'carts', so a power cut can lose many"
            " seconds of writes",
            "a mode in which a power cut loses a second or so",
            "In each of the three modes, when is `fdatasync` called?",
        )
        _expect_sync_during_rewrite(before, now, "carts")


@step("orders: every acknowledged order is on disk")
def orders(ctx):
    for before, now in _cases(ctx, "orders"):
        _expect_on(before, now, "orders")
        expect(
            now["appendfsync"] == "always",
            f"on a server with {before}, `appendfsync` is {now['appendfsync']!r} for 'orders'",
            "a mode in which every acknowledged order is on disk",
            "In this mode, how far has a write got when Redis replies?",
        )
        _expect_sync_during_rewrite(before, now, "orders")
