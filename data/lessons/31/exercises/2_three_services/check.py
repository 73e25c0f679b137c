"""A mode for three services."""

from helpers.exercises import expect, step

OBJECTIVES = (2, 3)
KEYS = 20


def _configured(ctx, service, **before):
    """The settings after `configure(service)` on a server with data and the settings `before`."""
    for name, value in before.items():
        ctx.r.config_set(name, value)
    while ctx.r.info("persistence")["aof_rewrite_in_progress"]:
        pass  # turning the file on writes its first base
    for number in range(KEYS):
        ctx.r.set(f"{service}:{number}", "kept")
    ctx.answer.configure(service)
    expect(
        ctx.r.dbsize() == KEYS,
        f"the server had {KEYS} keys; after `configure` for {service!r} it has {ctx.r.dbsize()}",
        "the same keys",
        "What may a change of settings do to data?",
    )
    expect(
        ctx.r.config_get("save")["save"] == "",
        f"after `configure` for {service!r}, `CONFIG GET save` is {ctx.r.config_get('save')['save']!r}",
        "snapshots that stay off",
        "Which of the services asked for a snapshot?",
    )
    settings = ctx.r.config_get("append*")
    return settings["appendonly"], settings["appendfsync"]


@step("pages: all may be lost, and the disk has no work", fresh=True)
def pages(ctx):
    on, sync = _configured(ctx, "pages", appendonly="yes", appendfsync="always")
    expect(
        on == "no",
        f"for 'pages', `appendonly` is {on!r} with `appendfsync` {sync!r}",
        "no file: each line that is written reaches the disk some time, by `fdatasync` or without",
        "What may be lost of data that can be made again, and which mode writes nothing at all?",
    )


@step("carts: no write waits, and a power cut takes a second or so", fresh=True)
def carts(ctx):
    _expect_carts(*_configured(ctx, "carts", appendonly="no", appendfsync="no"))
    ctx.r.flushall()
    on, sync = _configured(ctx, "carts", appendonly="yes", appendfsync="always")
    expect(
        (on, sync) == ("yes", "everysec"),
        f"on a server that had its file on and `appendfsync always` before, for 'carts' `appendonly` is"
        f" {on!r} and `appendfsync` {sync!r}",
        "'yes' and 'everysec', whatever was set before",
        "Which of your settings depend on what was set before?",
    )


def _expect_carts(on, sync):
    _expect_on(on, "carts")
    expect(
        sync != "always",
        "for 'carts', `appendfsync` is 'always'",
        "a mode in which no write waits for the disk",
        "What does each `SET` wait for under `always`?",
    )
    expect(
        sync == "everysec",
        f"for 'carts', `appendfsync` is {sync!r}: a power cut takes what the operating system still had",
        "a mode in which a power cut takes a second or so",
        "Who calls `fdatasync`, and how often, in each of the three modes?",
    )


def _expect_on(on, service):
    expect(
        on == "yes",
        f"for {service!r}, `appendonly` is {on!r}: there is no file",
        "`appendonly` on, which was off before",
        "What does `appendfsync` say of a file that is not there?",
    )


@step("orders: what was acknowledged is on the disk", fresh=True)
def orders(ctx):
    for before in ("no", "yes"):
        ctx.r.flushall()
        on, sync = _configured(ctx, "orders", appendonly=before, appendfsync="everysec")
        _expect_on(on, "orders")
        expect(
            sync == "always",
            f"for 'orders', `appendfsync` is {sync!r}",
            "a mode in which each acknowledged order is on the disk",
            "How far has a write come when its reply is sent, under this mode and under the others?",
        )
