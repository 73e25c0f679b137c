"""A new password while the service works."""

import contextlib

import redis

from helpers.exercises import call, expect, gaps, raises, step

OBJECTIVES = (3,)
KEYS = {}
OLD, NEW = "old password", "new password"  # with a space, which doesn't end an argument
RULES = ("~cart:*", "resetchannels", "&orders", "-@all", "+get", "+set", "+ping", "+subscribe")
LOGIN = "Which passwords does the user have at each moment, and which ones do the web servers send?"
CLOSED = "When does the server check a password, and which connections has your last command closed?"
RESP2 = {"protocol": 2, "single_connection_client": True}  # a PING has a reply after SUBSCRIBE too


class BrokenDeploy(Exception):
    """What a deployment raises."""


def user(ctx, *passwords):
    """Create the user `carts` with these passwords, and another one that has nothing to do with it."""
    for name, its in (("carts", passwords), ("reports", ["reports-password"])):
        rules = ["reset", "on", *(f">{password}" for password in its), *RULES]
        ctx.r.execute_command("ACL", "SETUSER", name, *rules)
        ctx.r.client_kill_filter(user=name)  # what an earlier step has left


def permissions(ctx):
    """Return everything about the user `carts` but its passwords."""
    return {name: value for name, value in ctx.r.acl_getuser("carts").items() if name != "passwords"}


def connection(ctx, password, name="carts", *, subscribed=False):
    """Return an open connection of this user, or None if the login is refused."""
    with contextlib.suppress(redis.RedisError):
        client = ctx.server.client(username=name, password=password, **RESP2)
        if subscribed:
            client.connection.send_command("SUBSCRIBE", "orders")
            client.connection.read_response()
        return client
    return None


def works(client):
    """Whether this connection is still open and logged in."""
    try:
        client.connection.send_command("PING")
        return "pong" in str(client.connection.read_response()).lower()
    except (redis.RedisError, OSError):
        return False


def logs_in(ctx, password):
    opened = connection(ctx, password)
    if opened:
        opened.close()
    return bool(opened)


class Deployment:
    """Gives the web servers a password. Meanwhile they log in with each of the old ones, and the new one."""

    def __init__(self, ctx, old=(OLD,), error=None):
        self.ctx, self.old, self.error = ctx, old, error
        self.given = []

    def deploy(self, password):
        self.given.append(password)
        expect(
            self.ctx.r.acl_getuser("carts")["enabled"],
            "while `deploy` runs, the user is `off`, so that no web server can log in",
            "a user that's `on`",
            "Without `enabled=True`, which rule does `acl_setuser` send?",
        )
        for name, passwords in {"old": self.old, "new": [NEW]}.items():
            for each in passwords:
                expect(
                    logs_in(self.ctx, each),
                    f"a web server can't log in with the {name} password during `deploy`",
                    "a login",
                    LOGIN,
                )
        if self.error:
            raise self.error


def expect_after(ctx, deployment, when="afterward"):
    expect(
        deployment.given == [NEW],
        f"`deploy` was called {len(deployment.given)} times, with {deployment.given}",
        "one call with the new password",
        "Who gives the web servers the new password, and how often?",
    )
    expect(logs_in(ctx, NEW), f"{when}, the user can't log in with the new password", "a login", LOGIN)
    many = len(deployment.old) > 1
    for old in deployment.old:
        expect(
            not logs_in(ctx, old),
            f"the user had {'two' if many else 'one'} old password{'s' * many}, and {when}, it still logs in "
            f"with {old!r}",
            "only the new password",
            "Which rule removes a password, and which one removes all of them?",
        )


@step("web servers with the old and the new password log in during `deploy`", fresh=True)
def rotates(ctx):
    user(ctx, OLD)
    deployment, before = Deployment(ctx), permissions(ctx)
    ctx.answer.rotate("carts", NEW, deployment.deploy)
    expect_after(ctx, deployment)
    after = permissions(ctx)
    expect(
        after == before,
        f"the user's permissions were {before}, and now they are {after}",
        "the same permissions as before",
        "What else does your call of `ACL SETUSER` change?",
    )


@step("all old passwords are removed", fresh=True)
def several(ctx):
    user(ctx, OLD, "older password")
    deployment = Deployment(ctx, (OLD, "older password"))
    ctx.answer.rotate("carts", NEW, deployment.deploy)
    expect_after(ctx, deployment)


@step("connections that logged in with the old password are closed, and others stay", fresh=True)
def connections(ctx):
    user(ctx, OLD)
    old = {
        "a connection": connection(ctx, OLD),
        "a second connection": connection(ctx, OLD),
        "a subscriber": connection(ctx, OLD, subscribed=True),
    }
    other = connection(ctx, "reports-password", "reports")
    ctx.answer.rotate("carts", NEW, Deployment(ctx).deploy)
    open_still = [name for name, each in old.items() if works(each)]
    expect(
        not open_still,
        f"{len(open_still)} of 3 connections that logged in with the old password before the call still "
        f"work: {', '.join(open_still)}",
        "3 closed connections",
        CLOSED,
    )
    expect(
        works(other),
        "the connection of another user was closed",
        "open connections of all other users",
        "Whose connections does your command close?",
    )


@step(
    "web servers can log in at any moment, and clients with the old password are shut out",
    fresh=True,
)
def at_any_moment(ctx):
    deployment, opened, refused = Deployment(ctx), [], []

    def setup():
        for record in (deployment.given, opened, refused):
            record.clear()
        user(ctx, OLD)

    def log_in():
        opened.append(connection(ctx, OLD))
        used = "new" if deployment.given else "old"
        if not logs_in(ctx, NEW if deployment.given else OLD):
            refused.append(used)

    def holds(gap):
        expect(
            not refused,
            f"right before `{gap}`, a web server can't log in with the {' and '.join(refused)} password",
            "a login at any moment",
            LOGIN,
        )
        expect(
            not any(works(each) for each in opened if each),
            f"a client that logged in right before `{gap}` with the old password is still connected",
            "no connection that logged in with the old password",
            "Which connections did your program know when it closed them, and which came later?",
        )

    gaps(ctx, call.rotate("carts", NEW, deployment.deploy), log_in, holds, setup=setup)


@step("if `deploy` raises an error, both passwords work, and the next call completes", fresh=True)
def broken(ctx):
    user(ctx, OLD)
    deployment = Deployment(ctx, error=BrokenDeploy("the third web server didn't start"))
    question = "Who has to know that the deployment failed?"
    with raises(BrokenDeploy, "`deploy` raised an error", question):
        ctx.answer.rotate("carts", NEW, deployment.deploy)
    for name, password in {"old": OLD, "new": NEW}.items():
        expect(
            logs_in(ctx, password),
            f"`deploy` raised an error, and after it the user can't log in with the {name} password",
            "two passwords that work, because some of the web servers have the new one",
            "Which web servers have which password now?",
        )
    deployment = Deployment(ctx)
    ctx.answer.rotate("carts", NEW, deployment.deploy)
    expect_after(ctx, deployment, "after a second call")
    ctx.r.acl_deluser("carts", "reports")
