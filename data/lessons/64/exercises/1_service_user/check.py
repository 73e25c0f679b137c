"""A user for one service."""

import redis

from helpers.exercises import expect, step

OBJECTIVES = (2,)
KEYS = {}
PASSWORD = "correct horse +@all"  # the text of one rule, spaces included
HAS_RULES = "What does `ACL SETUSER` do with the rules that the user already has?"
COMMANDS = {"client|setinfo", "expire", "get", "ping", "publish", "set"}
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
    "SET session:ana 1",
    "EXPIRE session:ana 1",
    "GET cartoon:1",
    "GET mycart:7",
    "GET prices",
    "PUBLISH prices 1",
    "PUBLISH orders:eu 1",
)


def without_users(ctx, *names):
    ctx.r.acl_deluser(*names)


def create(ctx, name, password=PASSWORD):
    ctx.answer.create_user(name, password)
    expect(
        name in ctx.r.acl_users(),
        f"after `create_user(r, {name!r}, …)`, the server's users are {ctx.r.acl_users()}",
        f"a user `{name}`",
        "Which command creates a user, and where does the name go?",
    )


def logs_in(ctx, name, password):
    try:
        ctx.server.client(username=name, password=password, single_connection_client=True).close()
    except redis.RedisError:
        return False
    return True


def expect_login(ctx, name, password=PASSWORD):
    expect(
        logs_in(ctx, name, password),
        f"the user can't log in with its password {password!r}",
        "a login",
        "Which rules turn a user on and give it a password, and does the password arrive as one argument?",
    )


def says(ctx, name, command):
    """Return what `ACL DRYRUN` says about a command of the user."""
    return ctx.r.execute_command("ACL", "DRYRUN", name, *command.split())


def commands_of(ctx, name):
    """Return the commands that the user may run, besides those that every connection may."""
    infos = ctx.r.execute_command("COMMAND INFO", *ctx.r.execute_command("COMMAND LIST"))
    rights = {}
    with ctx.r.pipeline(transaction=False) as pipe:
        for command, arity, flags, *_ in infos:
            if "no_auth" not in flags:
                words = command.split("|")
                filler = ["cart:7"] * (abs(arity) - len(words))
                pipe.execute_command("ACL", "DRYRUN", name, *words, *filler)
                rights[command] = None
        replies = pipe.execute(raise_on_error=False)
    rights = dict(zip(rights, replies, strict=True))
    # the server checks the command first, so a complaint about a key or a channel means that it's allowed
    return {name for name, said in rights.items() if isinstance(said, str) and " to run " not in said}


def listed(commands):
    names = sorted(each.upper().replace("|", " ") for each in commands)
    shown = ", ".join(f"`{each}`" for each in names[:3])
    return shown + (f" and {len(commands) - 3} more commands" if len(commands) > 3 else "")


def expect_rules(ctx, name):
    for command in ALLOWED:
        said = says(ctx, name, command)
        expect(
            said == "OK",
            f"the user may not run `{command}`, which the service needs. The server says: {said}",
            "a user that can do its work",
            "Which rule allows this command, this key or this channel?",
        )
    more = commands_of(ctx, name) - COMMANDS
    expect(
        not more,
        f"the user may also run {listed(more)}",
        "a user that may run the service's commands, and no others",
        "Which of your rules allows this, and is there a narrower one?",
    )
    for command in FORBIDDEN:
        expect(
            says(ctx, name, command) != "OK",
            f"the user may run `{command}`",
            "a user that may use only the keys and the channel that the exercise names",
            "Which of your patterns matches this name, and what does it allow?",
        )


@step("the new user logs in with its password, and with no other", fresh=True)
def login(ctx):
    without_users(ctx, "carts", "carts-eu")
    create(ctx, "carts")
    expect_login(ctx, "carts")
    expect(
        not logs_in(ctx, "carts", "another"),
        "the user logs in with any password, so it has no password at all",
        "one password",
        "Which rule gives a user a password, and which one lets it log in without?",
    )
    create(ctx, "carts-eu", "tea")
    expect_login(ctx, "carts-eu", "tea")


@step("it may do what the service needs, and nothing else", fresh=True)
def rules(ctx):
    without_users(ctx, "carts")
    create(ctx, "carts")
    expect_rules(ctx, "carts")


@step("if the user existed before, none of its passwords and permissions remain", fresh=True)
def again(ctx):
    without_users(ctx, "carts", "carts-eu")
    before = ["on", ">old-password", "~session:*", "&prices", "+@all", "(+hgetall ~session:*)"]
    ctx.r.execute_command("ACL", "SETUSER", "carts", *before)
    create(ctx, "carts")
    expect(
        logs_in(ctx, "carts", PASSWORD),
        "the user existed before, and can't log in with the new password",
        "a login",
        HAS_RULES,
    )
    expect(
        not logs_in(ctx, "carts", "old-password"),
        "the user existed before, and an old password still works",
        "only the new password",
        HAS_RULES,
    )
    expect_rules(ctx, "carts")
    without_users(ctx, "carts")
