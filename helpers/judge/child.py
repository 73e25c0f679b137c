"""What runs in an answer's process: it waits for calls, makes them, and reports every round trip.

A message is a packed pair. The notebook's number 0 is an order (`load`, `call`, ...); any other number is its
reply to the request of that number, which one of this process's threads is waiting for.
"""

import asyncio
import contextlib
import faulthandler
import inspect
import io
import itertools
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from helpers.judge import gate
from helpers.judge.alone import be_alone
from helpers.judge.carry import pack, unpack
from helpers.judge.leftovers import left
from helpers.judge.readings import Readings
from helpers.judge.remotes import Exports, operate
from helpers.judge.wording import shown

PRINTED_CHARACTERS = 2000
LARGEST_RESULT = 64 << 20  # bytes
STEPPED = {"order", "crash"}  # modes in which a judge takes the call from step to step
ORDERED_SLEEP = (
    0.001  # s: under the judge's orders it's a round trip of another client that a sleeper waits for
)


def main(pipe, dump, environ, folder, path):
    """Serve the notebook until its end of `pipe` is closed; a signal writes this process's stacks to
    `dump`."""
    be_alone()
    multiprocessing.current_process()._config["daemon"] = False  # an answer may use multiprocessing too
    faulthandler.register(signal.SIGUSR1, dump.fileno(), all_threads=True)
    os.environ.clear()
    os.environ.update(environ)
    with contextlib.suppress(OSError):
        os.chdir(folder)
    sys.path[:] = path
    Child(pipe).serve()


class Child:
    """The process's end of the link."""

    trusting = True  # it may run what the notebook sends

    def __init__(self, pipe):
        self.exports = Exports()
        self._pipe, self._pid = pipe, os.getpid()
        self._sending, self._arrived = threading.Lock(), threading.Condition()
        self._reading, self._inbox = False, {}
        self._requests = itertools.count(1)
        self._functions, self._clients = {}, {}
        self._mode, self._trips, self._replies = "count", 0, []
        self._readings = Readings()
        sys.stdout = self._printed = _Printed(self)
        sys.stderr = _Printed(None)
        sys.stdin = io.StringIO()
        self._sleep, time.sleep = time.sleep, self._sleeping
        gate.install(self._at_the_gate, self._replied, lambda: self._mode == "order")

    # Messages

    def _send(self, number, *message):
        data = pack((number, message), self.exports)
        with self._sending:
            self._pipe.send_bytes(data)

    def _wait(self, number):
        """The next message with this number. Whichever thread waits reads the pipe for all of them."""
        with self._arrived:
            while number not in self._inbox:
                if self._reading:
                    self._arrived.wait()
                    continue
                self._reading = True
                self._arrived.release()
                try:
                    data = self._pipe.recv_bytes()
                except (EOFError, OSError):
                    os._exit(0)  # the notebook is gone
                finally:
                    self._arrived.acquire()
                    self._reading = False
                got, message = unpack(data, self)
                self._inbox[got] = message
                self._arrived.notify_all()
            return self._inbox.pop(number)

    def _request(self, *message):
        """Ask the notebook, and return or raise what it replies."""
        number = next(self._requests)
        is_main = threading.current_thread() is threading.main_thread()
        self._send(number, *message, is_main, threading.active_count())
        how, value = self._wait(number)
        if how == "raise":
            raise value
        return value

    def operate(self, number, operation, name, *args, **kwargs):
        """Use an object of the notebook's: what a Remote does."""
        if operation == "get":
            return self._request("get", number, name)
        replies, self._replies = self._replies, []
        return self._request("use", number, name, args, kwargs, replies)

    # The gate

    def _at_the_gate(self, commands):
        if os.getpid() != self._pid:  # a process that the answer forked
            return None
        self._trips += 1
        if self._mode == "count":
            return None
        replies, self._replies = self._replies, []
        if self._mode == "tell":
            self._send(0, "told", commands)
            return None
        return self._request("trip", commands, replies)

    def _replied(self, reply):
        if self._mode not in ("count", "tell"):
            self._replies.append(shown(reply))

    def _sleeping(self, seconds):
        self._sleep(min(seconds, ORDERED_SLEEP) if self._mode in STEPPED else seconds)

    def told(self, text):
        """Hand on what the answer printed."""
        if os.getpid() == self._pid:
            self._send(0, "printed", text)

    # Orders

    def serve(self):
        while True:
            order, *rest = self._wait(0)
            reply = getattr(self, f"_{order}")(*rest)
            if os.getpid() != self._pid:
                os._exit(0)  # forked by the answer, and returned from it
            try:
                self._send(0, *reply)
            except (Exception, MemoryError) as error:  # what an answer returns may refuse to be packed
                self._send(0, "failed", error, [], [])

    def _load(self, pickled):
        self._functions = pickle.loads(pickled)
        return ("loaded",)

    def _call(self, target, args, kwargs, mode, client, before, reading):
        """Call a function of the answer by its name, or an object it has returned by its number."""
        self._mode, self._trips, self._replies = mode, 0, []
        self._readings.watch(reading)
        arguments = [*args, *kwargs.values()]
        try:
            if before:
                pickle.loads(before)()
            result = self._made(self._function(target), client, args, kwargs)
        except BaseException as error:  # SystemExit as well: an answer may raise anything
            return "failed", error, _frames(error.__traceback__), self._replies
        finally:
            self._mode = "count" if mode == "count" else "tell"
            self._readings.watch(None)
        return (
            "done",
            result,
            [one if _can_change(one) else None for one in arguments],
            self._trips,
            self._replies,
        )

    def _made(self, function, client, args, kwargs):
        """What a call returns, once awaited if it's a coroutine function's."""
        first = self._first(client)
        result = function(*first, *args, **kwargs)
        return asyncio.run(_awaited(result, first)) if inspect.iscoroutine(result) else result

    def _function(self, target):
        if isinstance(target, str):
            return self._functions[target]
        number, name = target
        return lambda *args, **kwargs: operate(self.exports[number], "call", name, args, kwargs)

    def _get(self, number, name):
        """Read an attribute of an object that the answer has returned."""
        try:
            return "done", getattr(self.exports[number], name), [], 0, []
        except BaseException as error:
            return "failed", error, [], []

    def _first(self, client):
        """The client as the answer's first argument, connected already; a new one for each `epoch`."""
        if client is None:
            return ()
        key = repr(sorted(client.items()))
        if key not in self._clients:
            for old in self._clients.values():
                old.close()
                old.connection_pool = _Gone()
            self._clients.clear()
            options = {name: value for name, value in client.items() if name != "epoch"}
            kind = redis.asyncio.Redis if options.pop("asyncio", False) else redis.Redis
            made = kind(**options, retry=Retry(NoBackoff(), 0))
            if kind is redis.Redis:
                with contextlib.suppress(redis.RedisError):  # the answer's own first command will say so
                    made.connection_pool.release(made.connection_pool.get_connection())
                self._clients[key] = made
            return (made,)  # an asyncio client belongs to one event loop, and so to one call
        return (self._clients[key],)

    def _connect(self, client):
        """Have the client for the next call connected, for its connection takes memory in the server too."""
        self._first(client)
        return ("connected",)

    def _count(self, calls, client):
        """Make these (name, args, kwargs) calls unobserved, and count their round trips."""
        self._mode, self._trips = "count", 0
        for name, args, kwargs in calls:
            with contextlib.suppress(Exception):
                self._made(self._functions[name], client, args, kwargs)
        return "counted", self._trips

    def _left(self, grace):
        return "left", *left(grace, self._sleep)


async def _awaited(coroutine, clients):
    """What the coroutine returns. Its own asyncio client is closed with its event loop."""
    try:
        return await coroutine
    finally:
        for client in clients:
            if isinstance(client, redis.asyncio.Redis):
                await client.aclose()


class _Gone:
    """What an answer finds in a client that it has kept from an earlier call."""

    def get_connection(self, *args, **kwargs):
        raise redis.ConnectionError("this client belongs to an earlier call, and is closed by now")

    def release(self, connection):
        pass

    close = disconnect = lambda self, *args, **kwargs: None


class _Printed(io.TextIOBase):
    """Output of limited length: anything more is dropped here."""

    encoding = "utf-8"

    def __init__(self, child):
        self._child, self._room = child, PRINTED_CHARACTERS

    def writable(self):
        return True

    def write(self, text):
        if self._child and self._room > 0:
            cut = text if len(text) <= self._room else text[: self._room] + "\n... and more"
            self._room -= len(text)
            self._child.told(cut)
        return len(text)


def _can_change(argument):
    """Whether the caller may look at what a call did to this argument."""
    return isinstance(argument, list | dict | set | bytearray)


def _frames(traceback):
    """(file, line) pairs of a traceback, from the outside in."""
    pairs = []
    while traceback:
        pairs.append((traceback.tb_frame.f_code.co_filename, traceback.tb_lineno))
        traceback = traceback.tb_next
    return pairs
