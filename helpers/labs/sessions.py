"""Lesson 43: what time, thieves, races, memory and outages do to the sessions of the web shop."""

import json

from helpers.labs.web_shop import (
    COOKIE,
    HOST,
    SHORT,
    logged_in,
    serve,
    visitor,
)
from helpers.servers import start_server

WHOLE = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
END = {"until": 1_900_000_000}  # of sessions that are only measured


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
