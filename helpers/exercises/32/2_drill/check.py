"""The drill, end to end: from one server's AOF to a second server."""

from helpers.exercises import expect, step

OBJECTIVES = (4,)
SECONDS = 20
SERVER = {"appendonly": True, "appendfsync": "always", "auto_aof_rewrite_percentage": 150}
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
        "`server` was stopped: " + ("it is another process now" if ctx.server.alive else "it is down"),
        "a server that goes on for its clients",
        "Which of the two servers may be stopped, and which is in use?",
    )
    now = ctx.r.config_get("*")
    changed = [name for name in now if now[name] != before["config"][name]]
    expect(
        not changed,
        ", ".join(
            f"`{name}` of `server` was {before['config'][name]} and is {now[name]}" for name in changed
        ),
        "the configuration of `server` as it was",
        "What did you set for the time of the copy, and what was it before?",
    )


def _expect_running_with_aof(spare):
    expect(
        spare.alive,
        "`spare` is down",
        "both servers running",
        "Which call starts a stopped server again?",
    )
    aof = spare.client().config_get("appendonly")["appendonly"]
    expect(
        aof == "yes",
        f"`CONFIG GET appendonly` on `spare` says `{aof}`: its AOF is off, and it has "
        f"{spare.client().dbsize()} keys",
        "an AOF that is on",
        "Which setting decides what a server loads when it starts?",
    )


def _expect_the_same(spare, content, when, unfinished=False):
    here = _content(spare)
    dumped = (spare.data_dir / "dump.rdb").exists()
    found = "a `dump.rdb` lies beside its AOF" if dumped else "its manifest does not name what was copied"
    if unfinished:
        found = "its first AOF was not complete when `drill` returned"
    expect(
        set(here) == set(content),
        f"{when}, `spare` has {len(here)} of {len(content)} keys; {found}",
        f"{len(content)} keys",
        "What does a server load when its AOF is on, and how does it find the parts?",
    )
    for key, (value, ttl) in content.items():
        expect(
            here[key][0] == value and abs(here[key][1] - ttl) < 60,
            f"{when}, `{key.decode()}` has another value or time to live on `spare`",
            "the same as on `server`",
            "Does your way carry times to live, and types other than strings?",
        )


def _expect_no_rewrite_in_the_copy(spare):
    manifest = spare.data_dir / "appendonlydir" / "appendonly.aof.manifest"
    if not manifest.exists() or spare.client().info("persistence")["aof_rewrite_in_progress"]:
        return  # an AOF of its own making, which the kill judges
    increments = manifest.read_text().count("type i")
    expect(
        increments == 1,
        f"the manifest on `spare` names {increments} increments: the folder was copied while a rewrite was"
        " under way, and had that ended during the copy, parts of it would be missing",
        "a copy that is made while no rewrite runs",
        "Which two fields of `INFO persistence` tell when the copy may begin?",
    )


def _drill(ctx, rewriting):
    _fill(ctx.r)
    spare, content = ctx.start_server(), _content(ctx.server)
    spare.client().config_set("rdb-key-save-delay", DELAY)
    before = {"process_id": ctx.r.info("server")["process_id"]}
    if rewriting:
        ctx.r.config_set("rdb-key-save-delay", DELAY)
        ctx.r.bgrewriteaof()
    before["config"] = ctx.r.config_get("*")
    number = ctx.answer.drill(ctx.server, spare)
    _expect_unharmed(ctx, before)
    _expect_running_with_aof(spare)
    _expect_the_same(spare, content, "when your function had returned")
    _expect_no_rewrite_in_the_copy(spare)
    expect(
        type(number) is int and number == KEYS,
        f"`drill` returned {number!r}, and `spare` has {KEYS} keys",
        f"the number {KEYS}",
        "Which command counts the keys of a server?",
    )
    unfinished = spare.client().info("persistence")["aof_rewrite_in_progress"]
    spare.kill()
    spare.restart(appendonly=True)
    _expect_the_same(spare, content, "after a kill and a restart", unfinished)


@step("all of `server` is on `spare`, and survives a kill there")
def drill(ctx):
    _drill(ctx, rewriting=False)


@step("also with a rewrite under way at the beginning")
def during_a_rewrite(ctx):
    _drill(ctx, rewriting=True)
