"""Lesson 43: a small shop with a login, its production web server, and browsers for its visitors.

The functions that keep sessions are the lesson's own. `shop_app` is what a web application does with them.
"""

import itertools
import json
import logging
import threading
import weakref
from types import SimpleNamespace

import httpx
import redis
from flask import Flask, jsonify, make_response, request
from waitress import create_server, wasyncore

from helpers.servers import start_server

COOKIE = "session"
HOST = "shop.example"  # what browsers call the shop; example is reserved, so it never is anyone's name
WEB_THREADS = 4  # requests at the same time
POLL = 0.1  # s until a closed web server stops, at the latest

SHORT = "Firefox on Linux"
WHOLE = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
END = {"until": 1_900_000_000}  # of sessions that are only measured

# With as many visitors as threads, a request waits now and then, which isn't worth a line of output each time
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def add_login(app, r, sessions):
    """Add the two pages to a Flask application that every login needs."""

    @app.post("/login")
    def log_in():
        user, device = request.form["user"], request.user_agent.string
        token = sessions.log_in(r, request.cookies.get(COOKIE, ""), user, device)
        response = make_response(f"Hello {user}")
        response.set_cookie(COOKIE, token, **sessions.cookie)
        return response

    @app.get("/account")
    def account():
        session = sessions.read(r, request.cookies.get(COOKIE, ""))
        return f"The account of {session['user']}" if session else ("Please log in", 401)


def shop_app(r, sessions):
    """Return the Flask application of the shop: `sessions` has its functions, and `cookie`, a dict."""
    app = Flask("shop")
    add_login(app, r, sessions)

    def user():
        return (sessions.read(r, request.cookies.get(COOKIE, "")) or {}).get("user")

    @app.get("/")
    def home():
        return "Welcome to the shop"

    @app.get("/devices")
    def devices():
        return jsonify(sessions.devices(r, user()) if user() else [])

    @app.post("/logout-everywhere")
    def log_out_everywhere():
        if user():
            sessions.log_out_everywhere(r, user())
        return "Goodbye"

    @app.errorhandler(redis.ConnectionError)
    @app.errorhandler(redis.TimeoutError)
    @app.errorhandler(redis.OutOfMemoryError)
    def no_sessions(error):  # neither logged in nor logged out: the visitor keeps the cookie and tries again
        return "Back in a moment", 503, {"Retry-After": "5"}

    return app


class WebServer:
    """The shop on 127.0.0.1, served by waitress in threads of this kernel. Use it with `with` to close it.

    `sessions` are functions, by name, and `cookie`, the attributes of the cookie. `use()` replaces them while
    the server is running. It also stops when the last reference to it is gone.
    """

    def __init__(self, r, **sessions):
        self.sessions = SimpleNamespace(cookie={}, **sessions)
        self._browsers = weakref.WeakSet()
        sockets = {}
        app, options = shop_app(r, self.sessions), {"host": "127.0.0.1", "port": 0, "threads": WEB_THREADS}
        server = create_server(app, map=sockets, **options)
        self.port = int(server.effective_port)
        closed = threading.Event()
        thread = threading.Thread(target=_serve, args=(sockets, closed), name="web server", daemon=True)
        thread.start()
        self._finalizer = weakref.finalize(self, _stop, server, thread, closed)

    def use(self, **sessions):
        """Replace some of the functions, or `cookie`."""
        vars(self.sessions).update(sessions)

    def browser(self, device):
        """Return a browser without cookies, see `browser`."""
        return browser(device, self)

    def close(self):
        """Close the port, the connections of all browsers, and the threads."""
        for client in list(self._browsers):
            client.close()
        self._finalizer()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def _serve(sockets, closed):
    while not closed.is_set():
        # select() knows only the first 1,024 files, and a kernel may have more open
        wasyncore.loop(timeout=POLL, use_poll=True, map=sockets, count=1)
    wasyncore.close_all(sockets)


def _stop(server, thread, closed):
    closed.set()
    if thread is not threading.current_thread():  # as when the garbage collector runs in it
        thread.join()
    server.task_dispatcher.shutdown()


def serve(r, **sessions):
    """Start a `WebServer` whose sessions are kept by these functions, which get `r` as their client."""
    return WebServer(r, **sessions)


def browser(device, *servers):
    """Return an `httpx.Client` with its own cookies for a visitor, whose requests go to `servers` in turn.

    It calls the shop https://shop.example. As in production, the web servers themselves speak plain HTTP, and
    what is in front of them (a load balancer that ends TLS) is part of this client's transport.
    """
    client = httpx.Client(
        base_url=f"https://{HOST}",
        headers={"User-Agent": device},
        transport=_LoadBalancer([server.port for server in servers]),
        trust_env=False,  # a proxy for the internet doesn't lead to 127.0.0.1
    )
    for server in servers:
        server._browsers.add(client)
    return client


class _LoadBalancer(httpx.HTTPTransport):
    """Sends each request to the next of these ports on 127.0.0.1, whatever its URL says."""

    def __init__(self, ports):
        super().__init__()
        self._ports = itertools.cycle(ports)

    def handle_request(self, sent):
        url = sent.url.copy_with(scheme="http", host="127.0.0.1", port=next(self._ports))
        # another object, because the client looks up in the one it sent to which site a cookie belongs
        forwarded = httpx.Request(
            sent.method, url, headers=sent.headers, stream=sent.stream, extensions=sent.extensions
        )
        return super().handle_request(forwarded)


def visitor(server, user="ana", device=SHORT):
    """Return the browser of a visitor who has logged in."""
    client = server.browser(device)
    client.post("/login", data={"user": user})
    return client


def ten_pages(*servers):
    """Log in at the first of `servers`, then open ten pages, at each server in turn: their status codes."""
    client = browser(SHORT, *servers)
    client.post("/login", data={"user": "ana"})
    return [client.get("/account").status_code for _ in range(10)]


def logged_in(browsers):
    """Return how many of these browsers see an account."""
    return sum(client.get("/account").status_code == 200 for client in browsers)


# --- time --------------------------------------------------------------------------------------------------


def age(r, minutes):
    """Make all sessions in `r` older: their keys expire sooner, and `until` of a hash is earlier."""
    for key in r.scan_iter("session*"):
        if r.type(key) == "hash" and r.hexists(key, "until"):
            r.hincrby(key, "until", -60 * minutes)
        left = r.pttl(key)
        if left >= 0:
            r.pexpire(key, left - 60_000 * minutes)  # at zero or below, the key is deleted


def pages_in_a_day(r, log_in, read):
    """Log in, and open a page every 20 minutes for 24 hours: how many of the 72 pages show the account."""
    with serve(r, log_in=log_in, read=read) as shop:
        client, served = visitor(shop), 0
        for _ in range(72):
            age(r, minutes=20)
            served += logged_in([client])
    return served


# --- attacks -----------------------------------------------------------------------------------------------


def fixation(shop):
    """Plant a token in the browser of a victim, who then logs in: the page that the attacker gets with it."""
    victim, attacker = shop.browser("Safari on iPhone"), shop.browser("curl")
    for client in (victim, attacker):
        client.cookies.set(COOKIE, "chosen-by-the-attacker", domain=HOST)
    victim.post("/login", data={"user": "ana"})
    return attacker.get("/account")


def accounts_of_a_thief(r, shop):
    """Log ten visitors in, and try the name of each session's key as a token: how many accounts open."""
    r.delete(*r.scan_iter("session:*"), "session:none")
    for number in range(10):
        visitor(shop, user=f"user:{number}")
    thief, opened = shop.browser("curl"), 0
    for key in r.scan_iter("session:*"):
        thief.cookies.set(COOKIE, key.removeprefix("session:"), domain=HOST)
        opened += logged_in([thief])
    return opened


def shared_bits(one, other):
    """Return in how many of their 128 bits two `uuid.UUID` agree."""
    return 128 - (one.int ^ other.int).bit_count()


# --- races: what happens at the same moment, and what must not come of it -----------------------------------


def ten_seconds_pass(r, token):
    """Expire the session if it has ten seconds left or less, as time would."""
    late = "if redis.call('PTTL', KEYS[1]) <= 10000 then redis.call('DEL', KEYS[1]) end"
    r.eval(late, 1, f"session:{token}")


def add_session(r, device="phone"):
    """Do what matters of a login: store a session of ana's, and add it to her set."""
    with r.pipeline() as pipe:
        pipe.hset(f"session:{device}", "user", "ana")
        pipe.sadd("sessions:ana", f"session:{device}")
        pipe.execute()


def _torn(r, results):
    return results[0] is not None and not r.exists("session:q7")


def _unlisted(r, results):
    return not r.smembers("sessions:ana").issuperset(r.scan_iter("session:*"))


def _exists(r, results):
    return r.exists("session:q7")


def _store(r, seconds):
    r.set("session:q7", '{"user": "ana"}', ex=seconds)


LAST_MOMENT = {"args": ("q7",), "setup": lambda r: _store(r, 10), "broken": _torn}
LOGOUT = {"args": ("q7",), "setup": lambda r: _store(r, 1800), "broken": _exists}
NEW_LOGIN = {"setup": lambda r: add_session(r, "laptop"), "broken": _unlisted}


# --- servers -----------------------------------------------------------------------------------------------


def session_sizes(r, key_of, log_in, sessions=1000):
    """Return how many bytes of memory a session takes, all overhead included, by how it's stored.

    The database of the server `r` is emptied, and no other client may use it. `log_in` stores a hash and adds
    it to the user's set.
    """

    def as_json(number, device):
        r.set(key_of(f"{number}"), json.dumps({"user": f"user:{number}", "device": device, **END}), ex=1800)

    def as_hash(number, device):
        r.hset(key_of(f"{number}"), mapping={"user": f"user:{number}", "device": device, **END})
        r.expire(key_of(f"{number}"), 1800)

    def listed(number, device):
        log_in(r, "", f"user:{number}", device)

    ways = {
        "JSON": (as_json, SHORT),
        "hash": (as_hash, SHORT),
        "hash, whole User-Agent": (as_hash, WHOLE),
        "hash and set": (listed, SHORT),
    }
    sizes = {}
    for name, (create, device) in ways.items():
        r.flushdb()
        before = r.info("memory")["used_memory"]
        for number in range(sessions):
            create(number, device)
        sizes[name] = (r.info("memory")["used_memory"] - before) / sessions
    return sizes


def beside_a_cache(policy, log_in, read, customers=300, pages=15_000):
    """Log customers in on a server with 4 MB and this eviction policy, then cache so many pages of 1 kB.

    Returns how many sessions are left, and the status code of a new login.
    """
    with start_server(maxmemory="4mb", maxmemory_policy=policy) as server:
        r = server.client()
        for number in range(customers):
            log_in(r, "", f"user:{number}", SHORT)
        for first in range(0, pages, 200):
            pipe = r.pipeline(transaction=False)
            for number in range(first, first + 200):
                pipe.set(f"page:{number}", "x" * 1000, ex=3600)
            pipe.execute(raise_on_error=False)  # a full server may refuse them
        left = sum(1 for _ in r.scan_iter("session:*", count=1000))
        with serve(r, log_in=log_in, read=read) as shop:
            return left, shop.browser(SHORT).post("/login", data={"user": "ana"}).status_code


def outage(log_in, read, **config):
    """Log ten customers in, kill Redis, and restart it: their status codes (while it's down, afterwards).

    `config` is that of the server.
    """
    with start_server(**config) as server, serve(server.client(), log_in=log_in, read=read) as shop:
        customers = [visitor(shop, user=f"user:{number}") for number in range(10)]
        server.kill()
        down = [customer.get("/account").status_code for customer in customers]
        server.restart()
        return down, [customer.get("/account").status_code for customer in customers]
