"""A new password while the service works."""

import contextlib

import redis

from helpers.exercises import call, expect, gaps, raises, step

OBJECTIVES = (3,)
KEYS = {}
OLD, NEW = "old password", "new password"  # with a space, which doesn't end an argument
OTHER = "reports", "reports-password"
RULES = ("~cart:*", "resetchannels", "&orders", "-@all", "+get", "+set", "+ping", "+subscribe")
LOGIN = "Which passwords does the user have at each moment, and which ones do the web servers send?"
CLOSED = "When does the server check a password, and which connections has your last command closed?"
RESP2 = {"protocol": 2, "single_connection_client": True}  # a PING has a reply after SUBSCRIBE too


class BrokenDeploy(Exception):
    """What a deployment raises."""


def create(ctx, name, *passwords):
    """Create a user with these passwords, and close what an earlier step has left open."""
    rules = ["reset", "on", *(f">{password}" for password in passwords), *RULES]
    ctx.r.execute_command("ACL", "SETUSER", name, *rules)
    ctx.r.client_kill_filter(user=name)


def connection(ctx, name, password, *, subscribed=False):
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


class Service:
    """Web servers that log in as a user, with each of the old passwords and the new one during `deploy`."""

    def __init__(self, ctx, *old, name="carts", new=NEW, error=None):
        self.ctx, self.old, self.name, self.new, self.error = ctx, old or (OLD,), name, new, error
        self.given = []
        self.create()

    def __repr__(self):
        return "the web servers"

    def create(self):
        """Create the user with the old passwords, before any deployment."""
        self.given.clear()
        create(self.ctx, self.name, *self.old)

    def connect(self, password, *, subscribed=False):
        return connection(self.ctx, self.name, password, subscribed=subscribed)

    def logs_in(self, password):
        opened = self.connect(password)
        if opened:
            opened.close()
        return bool(opened)

    def permissions(self):
        """Return everything about the user but its passwords."""
        user = self.ctx.r.acl_getuser(self.name)
        return {name: value for name, value in user.items() if name != "passwords"}

    def rotate(self):
        self.ctx.answer.rotate(self.name, self.new, self.deploy)

    def deploy(self, password):
        self.given.append(password)
        expect(
            self.permissions()["enabled"],
            "while `deploy` runs, the user is `off`, so that no web server can log in",
            "a user that's `on`",
            "Without `enabled=True`, which rule does `acl_setuser` send?",
        )
        for name, passwords in {"old": self.old, "new": [self.new]}.items():
            for each in passwords:
                expect(
                    self.logs_in(each),
                    f"a web server can't log in as `{self.name}` with the {name} password during `deploy`",
                    "a login",
                    LOGIN,
                )
        if self.error:
            raise self.error

    def expect_rotated(self, when="afterward"):
        expect(
            self.given == [self.new],
            f"`deploy` was called {len(self.given)} times, with {self.given}",
            "one call with the new password",
            "Who gives the web servers the new password, and how often?",
        )
        expect(
            self.logs_in(self.new), f"{when}, the user can't log in with the new password", "a login", LOGIN
        )
        many = len(self.old) > 1
        for old in self.old:
            expect(
                not self.logs_in(old),
                f"the user had {'two' if many else 'one'} old password{'s' * many}, and {when}, it still "
                f"logs in with {old!r}",
                "only the new password",
                "Which rule removes a password, and which one removes all of them?",
            )


@step("web servers with the old and the new password log in during `deploy`", fresh=True)
def rotates(ctx):
    service = Service(ctx)
    before = service.permissions()
    service.rotate()
    service.expect_rotated()
    after = service.permissions()
    expect(
        after == before,
        f"the user's permissions were {before}, and now they are {after}",
        "the same permissions as before",
        "What else does your call of `ACL SETUSER` change?",
    )


@step("all old passwords are removed", fresh=True)
def several(ctx):
    service = Service(ctx, OLD, "older password", name="carts-eu", new="lamp")
    service.rotate()
    service.expect_rotated()


@step("connections that logged in with the old password are closed, and others stay", fresh=True)
def connections(ctx):
    service = Service(ctx)
    create(ctx, *OTHER)
    old = {
        "a connection": service.connect(OLD),
        "another connection": service.connect(OLD),
        "a subscriber": service.connect(OLD, subscribed=True),
    }
    other = connection(ctx, *OTHER)
    service.rotate()
    still = [name for name, each in old.items() if works(each)]
    expect(
        not still,
        f"{len(still)} of 3 connections that logged in with the old password before the call still work: "
        f"{', '.join(still)}",
        "3 closed connections",
        CLOSED,
    )
    expect(
        works(other),
        "the connection of another user was closed",
        "open connections of all other users",
        "Whose connections does your command close?",
    )


@step("web servers can log in at any moment, and clients with the old password are shut out", fresh=True)
def at_any_moment(ctx):
    service, opened, refused = Service(ctx), [], []

    def setup():
        opened.clear()
        refused.clear()
        service.create()

    def log_in():
        opened.append(service.connect(OLD))
        used = "new" if service.given else "old"
        if not service.logs_in(NEW if service.given else OLD):
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

    gaps(ctx, call.rotate("carts", NEW, service.deploy), log_in, holds, setup=setup)


@step("if `deploy` raises an error, both passwords work, and the next call completes", fresh=True)
def broken(ctx):
    service = Service(ctx, error=BrokenDeploy("the third web server didn't start"))
    question = "Who has to know that the deployment failed?"
    with raises(BrokenDeploy, "`deploy` raised an error", question):
        service.rotate()
    for name, password in {"old": OLD, "new": NEW}.items():
        expect(
            service.logs_in(password),
            f"`deploy` raised an error, and after it the user can't log in with the {name} password",
            "two passwords that work, because some of the web servers have the new one",
            "Which web servers have which password now?",
        )
    service.error = None
    service.given.clear()
    service.rotate()
    service.expect_rotated("after a second call")
    ctx.r.acl_deluser("carts", "carts-eu", OTHER[0])
