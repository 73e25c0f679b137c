"""A user for one service."""

import redis

from helpers.exercises import expect, step

OBJECTIVES = (2,)
KEYS = {}
PASSWORD = "cart-service-password"
ALLOWED = (
    "GET cart:7",
    "SET cart:7 lamp",
    "SET cart:7 lamp EX 60",
    "EXPIRE cart:7 60",
    "GET price:24",
    "PUBLISH orders 17",
    "PING",
    "CLIENT SETINFO LIB-NAME redis-py",
)
FORBIDDEN = (
    "SET price:24 0",
    "EXPIRE price:24 1",
    "GET session:ana",
    "GET cartoon:1",
    "GET prices",
    "MGET cart:7 cart:8",
    "DEL cart:7",
    "SCAN 0",
    "KEYS *",
    "DBSIZE",
    "FLUSHALL",
    "FLUSHDB",
    "CONFIG GET *",
    "ACL LIST",
    "CLIENT LIST",
    "CLIENT KILL TYPE normal",
    "PUBLISH prices 1",
    "SUBSCRIBE orders",
    "EVAL return 0",
    "INFO",
)


def users_gone(ctx, *names):
    for name in names:
        ctx.r.acl_deluser(name)


def says(ctx, name, command):
    """Return what `ACL DRYRUN` says about a command of the user."""
    words = command.split()
    if words[0] == "EVAL":
        words = ["EVAL", "return 0", "0"]
    return ctx.r.execute_command("ACL", "DRYRUN", name, *words)


def logs_in(ctx, name, password):
    with ctx.server.client(username=name, password=password) as r:
        try:
            return bool(r.ping())
        except redis.RedisError:
            return False


def expect_rules(ctx, name):
    for command in ALLOWED:
        said = says(ctx, name, command)
        expect(
            said == "OK",
            f"the user may not run `{command}`, which the service needs. The server says: {said}",
            "a user that can do its work",
            "Which rule allows this command, this key or this channel?",
        )
    for command in FORBIDDEN:
        expect(
            says(ctx, name, command) != "OK",
            f"the user may run `{command}`",
            "a user that may do what the service needs, and nothing else",
            "Which of your rules allows this, and is there a narrower one?",
        )


@step("the new user logs in with its password, and with no other", fresh=True)
def login(ctx):
    users_gone(ctx, "carts")
    ctx.answer.create_user("carts", PASSWORD)
    expect(
        "carts" in ctx.r.acl_users(),
        f"the server's users are {ctx.r.acl_users()}",
        "a user `carts`",
        "Which command creates a user?",
    )
    question = "Which rules turn a user on, and which give it a password?"
    expect(logs_in(ctx, "carts", PASSWORD), "the user can't log in with its password", "a login", question)
    expect(
        not logs_in(ctx, "carts", "another"),
        "the user logs in with any password, so it has no password at all",
        "one password",
        question,
    )


@step("it may do what the service needs, and nothing else", fresh=True)
def rules(ctx):
    users_gone(ctx, "carts", "user two")
    for name in ("carts", "two"):
        ctx.answer.create_user(name, PASSWORD)
        expect_rules(ctx, name)


@step("of a user that existed before, nothing remains", fresh=True)
def again(ctx):
    users_gone(ctx, "carts")
    before = ["on", ">old-password", "~session:*", "&prices", "+@all"]
    ctx.r.execute_command("ACL", "SETUSER", "carts", *before)
    ctx.answer.create_user("carts", PASSWORD)
    expect(
        not logs_in(ctx, "carts", "old-password"),
        "the user existed before, and still logs in with an old password",
        "only the new password",
        "What does `ACL SETUSER` do with the rules that the user already has?",
    )
    expect_rules(ctx, "carts")
    users_gone(ctx, "carts", "two")
