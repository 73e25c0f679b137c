"""A new password while the service works."""

import contextlib

import redis

from helpers.exercises import call, expect, gaps, raises, step

OBJECTIVES = (3,)
KEYS = {}
OLD, NEW = "old-password", "new-password"
RULES = ("~cart:*", "resetchannels", "&orders", "-@all", "+get", "+set", "+ping", "+client|setinfo")
ORDER = "Which password does the user have at each moment, and which do the web servers send?"


class BrokenDeploy(Exception):
    """What a deployment raises."""


def user(ctx, *passwords):
    """Create the user `carts` with these passwords, and another one that has nothing to do with it."""
    for name, its in (("carts", passwords), ("reports", ["reports-password"])):
        rules = ["reset", "on", *(f">{password}" for password in its), *RULES]
        ctx.r.execute_command("ACL", "SETUSER", name, *rules)


def connection(ctx, name, password):
    """Return an open connection of this user, or None if the login is refused."""
    with contextlib.suppress(redis.RedisError):
        return ctx.server.client(username=name, password=password, single_connection_client=True)
    return None


def works(client):
    """Whether this connection is still open and logged in."""
    try:
        client.connection.send_command("PING")
        return client.connection.read_response() in ("PONG", b"PONG")
    except (redis.RedisError, OSError):
        return False


def logs_in(ctx, password):
    opened = connection(ctx, "carts", password)
    if opened:
        opened.close()
    return bool(opened)


class Deployment:
    """Gives the web servers a password, and notes which logins succeed meanwhile."""

    def __init__(self, ctx, old=(OLD,), error=None):
        self.ctx, self.old, self.error = ctx, old, error
        self.given = []

    def deploy(self, password):
        self.given.append(password)
        for old in self.old:
            expect(
                logs_in(self.ctx, old),
                "a web server can't log in with the old password during `deploy`",
                "a login",
                ORDER,
            )
        expect(
            logs_in(self.ctx, NEW),
            "a web server can't log in with the new password during `deploy`",
            "a login",
            ORDER,
        )
        if self.error:
            raise self.error


def expect_after(ctx, deployment):
    expect(
        deployment.given == [NEW],
        f"`deploy` was called {len(deployment.given)} times, with {deployment.given}",
        "one call with the new password",
        "How often is the service deployed?",
    )
    expect(logs_in(ctx, NEW), "afterward, the user can't log in with the new password", "a login", ORDER)
    for old in deployment.old:
        expect(
            not logs_in(ctx, old),
            f"the user had {'one' if len(deployment.old) == 1 else 'two'} old password"
            f"{'s' * (len(deployment.old) > 1)}, and afterward, the user still logs in with `{old}`",
            "only the new password",
            "Which rule removes a password?",
        )


@step(
    "web servers with the old and the new password log in meanwhile, and only the new one is left", fresh=True
)
def rotates(ctx):
    user(ctx, OLD)
    deployment = Deployment(ctx)
    ctx.answer.rotate("carts", NEW, deployment.deploy)
    expect_after(ctx, deployment)
    rules = set(ctx.r.acl_getuser("carts")["keys"]), set(ctx.r.acl_getuser("carts")["commands"])
    expect(
        rules == ({"~cart:*"}, {"+get", "+set", "+ping", "+client|setinfo"}),
        f"what the user is allowed has changed: {rules}",
        "the same rules as before",
        "What else does your call of `ACL SETUSER` change?",
    )


@step("all old passwords are removed", fresh=True)
def several(ctx):
    user(ctx, OLD, "older-password")
    deployment = Deployment(ctx, (OLD, "older-password"))
    ctx.answer.rotate("carts", NEW, deployment.deploy)
    expect_after(ctx, deployment)


@step("connections that logged in with the old password are closed, and others stay", fresh=True)
def connections(ctx):
    user(ctx, OLD)
    old, other = connection(ctx, "carts", OLD), connection(ctx, "reports", "reports-password")
    ctx.answer.rotate("carts", NEW, Deployment(ctx).deploy)
    expect(
        not works(old),
        "a connection that logged in before the call, with the old password, still works",
        "a closed connection",
        "When does the server check a password?",
    )
    expect(
        works(other),
        "the connection of another user was closed",
        "open connections of all other users",
        "Whose connections does your command close?",
    )


@step("a client that logs in with the old password at any moment is shut out in the end", fresh=True)
def at_any_moment(ctx):
    opened = []

    def setup():
        opened.clear()
        user(ctx, OLD)

    def log_in():
        opened.append(connection(ctx, "carts", OLD))

    def holds(gap):
        expect(
            not any(works(each) for each in opened if each),
            f"a client that logged in right before `{gap}` with the old password is still connected",
            "no connection that logged in with the old password",
            "What can a client do between your last two commands?",
        )

    gaps(ctx, call.rotate("carts", NEW, Deployment(ctx).deploy), log_in, holds, setup=setup)


@step("if `deploy` raises an error, both passwords work, and the error is raised", fresh=True)
def broken(ctx):
    user(ctx, OLD)
    deployment = Deployment(ctx, error=BrokenDeploy("the third web server didn't start"))
    question = "Who has to know that the deployment failed?"
    with raises(BrokenDeploy, "`deploy` raised an error", question):
        ctx.answer.rotate("carts", NEW, deployment.deploy)
    both = [logs_in(ctx, OLD), logs_in(ctx, NEW)]
    expect(
        both == [True, True],
        f"`deploy` raised an error, and the logins with the old and the new password give {both}",
        "two passwords that work, because some of the web servers have the new one",
        "Which web servers have which password now?",
    )
    ctx.r.acl_deluser("carts", "reports")
