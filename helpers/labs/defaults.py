"""Lesson 51: what a client of redis-py does if you pass no options, found out by running it.

Run as a program, it prints the facts about the redis-py of its environment as JSON. So it imports nothing but
redis and the standard library, and works with redis-py 4 to 8. The URL of a Redis is in `PROBED_URL`.
"""

import asyncio
import contextlib
import json
import os
import socket
import threading
import warnings

import redis
import redis.asyncio

MANY = 200  # connections: a pool that opens so many has no limit to speak of
IMPATIENT = 0.05  # seconds
GREETINGS = {b"HELLO": b"%1\r\n$5\r\nproto\r\n:3\r\n", b"CLIENT": b"+OK\r\n"}


def settings(url):
    """Return the protocol, timeouts, keepalive and pool size of a client with default options."""
    options = _options(url)
    return {**_of_a_connection(redis.Redis(**options)), "pool": _pool_size(options)}


def defaults(url):
    """Return what this redis-py does by default with the Redis at `url`: a dict of plain values.

    Times are in seconds, and None means that there is none. The `sends` say how often one `INCR` reaches a
    server whose replies never arrive. It takes half a minute, because new versions wait between retries.
    """
    options = _options(url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {
            "version": redis.__version__,
            **settings(url),
            "sends_closed": _sends(lambda port: redis.Redis(port=port), "close"),
            "sends_timeout": _sends(lambda port: redis.Redis(port=port, socket_timeout=IMPATIENT), "keep"),
            "sends_from_url": _sends(
                lambda port: redis.Redis.from_url(f"redis://127.0.0.1:{port}", socket_timeout=IMPATIENT),
                "keep",
            ),
            "sends_retry_on_timeout": _sends(
                lambda port: redis.Redis(port=port, socket_timeout=IMPATIENT, retry_on_timeout=True), "keep"
            ),
            "warns_retry_on_timeout": _warns(),
            "wrong_reply": asyncio.run(_wrong_reply(options)),
        }


def _options(url):
    """The address in `url` as options, because `from_url` has defaults of its own."""
    known = redis.ConnectionPool.from_url(url).connection_kwargs
    return {name: known[name] for name in ("host", "port", "db", "username", "password") if name in known}


def _of_a_connection(r):
    connection = r.connection_pool.get_connection("PING")
    wire = connection._sock
    facts = {
        "protocol": int(r.client_info()["resp"]),
        "socket_timeout": wire.gettimeout(),
        "connect_timeout": connection.socket_connect_timeout,
        "keepalive": bool(wire.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)),
    }
    r.connection_pool.release(connection)
    r.connection_pool.disconnect()
    return facts


def _pool_size(options):
    """How many connections a client may have in use: the number at which it raises an error, or None."""
    pool, taken = redis.Redis(**options).connection_pool, []
    try:
        for _ in range(MANY):
            taken.append(pool.get_connection("PING"))
    except redis.ConnectionError:
        return len(taken)
    finally:
        pool.disconnect()
    return None


class _Mute:
    """A server that greets clients, reads commands, and never replies to `INCR`, which it counts.

    After each `INCR` it closes the connection, or keeps it open and stays silent.
    """

    def __init__(self, how):
        self.how, self.received = how, 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                wire, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(wire,), daemon=True).start()

    def _serve(self, wire):
        with contextlib.suppress(OSError), wire, wire.makefile("rb") as lines:
            while (command := _command(lines)) and self._reply(wire, command[0].upper()):
                pass

    def _reply(self, wire, name):
        """Reply to one command, and return whether to go on."""
        if name.startswith(b"INCR"):  # `incr` sends INCRBY
            self.received += 1
            return self.how == "keep"
        wire.sendall(GREETINGS.get(name, b"-ERR unknown command\r\n"))
        return True

    def close(self):
        self._listening.close()


def _command(lines):
    """The words of the next command, or [] at the end."""
    words = []
    for _ in range(int(lines.readline()[1:] or 0)):
        size = int(lines.readline()[1:])
        words.append(lines.read(size + 2)[:-2])
    return words


def _sends(client, how):
    server = _Mute(how)
    with contextlib.suppress(redis.RedisError), contextlib.closing(server):
        client(server.port).incr("counter")
    return server.received


def _warns():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        redis.Redis(retry_on_timeout=True)
    return any("retry_on_timeout" in str(one.message) for one in caught)


async def _wrong_reply(options):
    """Whether a request gets the reply of the one before it, which was canceled, on an asyncio client."""
    r = redis.asyncio.Redis(**options)
    await r.set("defaults:mine", "mine")
    waiting = asyncio.create_task(r.blpop("defaults:nothing", 0.3))
    await asyncio.sleep(0.1)
    waiting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await waiting
    reply = await r.get("defaults:mine")
    await r.connection_pool.disconnect()
    return reply != b"mine"


if __name__ == "__main__":
    print(json.dumps(defaults(os.environ["PROBED_URL"])))
