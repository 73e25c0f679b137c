"""Lesson 43: a small shop with a login, its production web server, and browsers for its visitors.

The functions that keep sessions are the lesson's own. `shop_app` is what a web application does with them.
"""

import itertools
import logging
import threading
import weakref
from types import SimpleNamespace

import httpx
import redis
from flask import Flask, jsonify, make_response, request
from waitress import create_server, wasyncore

COOKIE = "session"
HOST = "shop.example"  # what browsers call the shop; example is reserved, so it never is anyone's name
WEB_THREADS = 4  # requests at the same time
POLL = 0.1  # s until a closed web server stops, at the latest

SHORT = "Firefox on Linux"

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
