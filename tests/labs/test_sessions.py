"""The web server, the browsers and the clock of lesson 43."""

import gc
import socket
import threading
import uuid

import httpx
import psutil
import pytest

from helpers.labs import sessions as lab
from helpers.labs.web_shop import COOKIE, HOST, logged_in, serve, ten_pages, visitor
from helpers.servers import start_server
from helpers.traffic import threads as at_once

pytestmark = pytest.mark.lesson(number="43")


def names_of_users():
    """Functions that keep sessions in a dictionary: the token is the user's name."""
    known = {}

    def log_in(r, old, user, device):
        known[user] = {"user": user, "device": device, "old": old}
        return user

    return {"log_in": log_in, "read": lambda r, token: known.get(token)}


@pytest.fixture
def shop():
    with serve(None, **names_of_users()) as server:
        yield server


def threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith(("web server", "waitress"))]


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_nothing_is_left_after_closing():
    with serve(None, **names_of_users()) as server:
        client = visitor(server)
        assert threads() and is_open(server.port)
        server.close()
        server.close()  # twice, as after a `with`
    assert not threads() and not is_open(server.port)
    with pytest.raises(RuntimeError):  # httpx: the client has been closed
        client.get("/")


def test_a_server_without_a_name_stops():
    port = serve(None, **names_of_users()).port
    gc.collect()
    assert not threads() and not is_open(port)


def test_it_listens_on_loopback_only(shop):
    sockets = psutil.Process().net_connections()
    listening = [one.laddr for one in sockets if one.status == psutil.CONN_LISTEN]
    assert [address.ip for address in listening if address.port == shop.port] == ["127.0.0.1"]


def test_a_load_balancer_takes_turns():
    with serve(None, **names_of_users()) as one, serve(None, **names_of_users()) as two:
        assert ten_pages(one, two) == [401, 200] * 5
        assert ten_pages(one) == [200] * 10


def test_browsers_keep_their_own_cookies(shop):
    ana, ben = visitor(shop, "ana"), visitor(shop, "ben", "Safari on iPhone")
    assert [client.get("/account").text for client in (ana, ben)] == [
        "The account of ana",
        "The account of ben",
    ]
    assert shop.sessions.read(None, "ben") == {"user": "ben", "device": "Safari on iPhone", "old": ""}
    assert logged_in([ana, ben, shop.browser("curl")]) == 2


def test_a_planted_cookie_is_sent_and_then_replaced(shop):
    client = shop.browser("curl")
    client.cookies.set(COOKIE, "planted", domain=HOST)
    client.post("/login", data={"user": "ana"})
    assert shop.sessions.read(None, "ana")["old"] == "planted"
    assert [cookie.value for cookie in client.cookies.jar] == ["ana"]


@pytest.mark.parametrize("secure", [False, True])
def test_secure_cookies_need_https(shop, secure):
    shop.use(cookie={"secure": secure})
    client = visitor(shop)
    assert client.get("/account").status_code == 200
    assert client.get(f"http://{HOST}/account").status_code == (401 if secure else 200)


def test_other_sites_get_no_cookie(shop):
    client = visitor(shop)
    assert "Cookie" not in client.get("https://elsewhere.example/account").request.headers


def test_proxies_are_ignored(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with serve(None, **names_of_users()) as server:
        assert visitor(server).get("/").status_code == 200


def test_without_redis_a_page_says_to_come_back():
    def log_in(r, old, user, device):
        r.set("session:a", user)
        return "a"

    with start_server() as server:
        functions = {"log_in": log_in, "read": lambda r, token: {"user": r.get(f"session:{token}")}}
        with serve(server.client(), **functions) as shop:
            client = visitor(shop)
            server.kill()
            reply = client.get("/account")
            assert (reply.status_code, reply.headers["Retry-After"]) == (503, "5")
            assert "Set-Cookie" not in reply.headers
            assert client.get("/").status_code == 200  # needs no session


def test_age_shortens_ttls_and_moves_until():
    with start_server() as server:
        r = server.client()
        r.hset("session:a", mapping={"user": "ana", "until": 100_000})
        r.expire("session:a", 1800)
        r.set("session:b", "ben", ex=600)
        r.sadd("sessions:ana", "session:a")
        r.set("page", "x", ex=600)
        lab.age(r, minutes=10)
        assert r.hgetall("session:a") == {"user": "ana", "until": "99400"}
        assert 1190 <= r.ttl("session:a") <= 1200
        assert not r.exists("session:b")
        assert r.ttl("sessions:ana") == -1
        assert r.ttl("page") > 590


def test_shared_bits():
    assert lab.shared_bits(uuid.UUID(int=0), uuid.UUID(int=0)) == 128
    assert lab.shared_bits(uuid.UUID(int=0), uuid.UUID(int=7)) == 125


def test_many_visitors_at_once(shop):
    clients = [visitor(shop, f"user:{number}") for number in range(12)]
    replies = at_once(12, lambda number: clients[number].get("/account").text)
    assert replies == [f"The account of user:{number}" for number in range(12)]
    assert isinstance(clients[0], httpx.Client)
