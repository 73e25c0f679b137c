"""Processes that run an answer, and die with all that it has started, patched or kept in memory.

To stop one is SIGKILL, so nothing that an answer does, not even a loop that never leaves C, can block the
notebook.
"""

import contextlib
import threading
import time

from helpers.judge import forking
from helpers.judge.carry import pack, unpack
from helpers.judge.ending import Ends
from helpers.judge.events import Died, Done, Failed, Killed, Trip, Use
from helpers.judge.remotes import Exports, label, operate
from helpers.judge.wording import written


class Process:
    """One process, with the answer's functions in it.

    `call()` makes a call from start to end. `begin()`, `go()` and `lose()` do it step by step, each up to the
    next event: a Trip or a Use that waits for leave to go on, or the end of the call, Done or Failed.
    """

    trusting = False  # what it sends is data

    def __init__(self, pickled, on_print=lambda text: None):
        self.exports = Exports()
        self._pickled, self._on_print = pickled, on_print
        self._mutable, self.told = [], lambda commands: None
        self._mode, self.met = "", lambda commands: None
        self._killed, self._closed, self._began = False, False, None
        self._process, self._pipe, self._dump = forking.forked()
        self.load()

    def load(self):
        """Make the functions again: whatever an answer keeps in its globals is as at the beginning."""
        self._send(0, "load", self._pickled)
        self._receive("loaded")

    @property
    def alive(self):
        return not self._killed and self._process.is_alive()

    @property
    def at_it(self):
        """For how many seconds the call that is under way has been; 0 if there is none."""
        began = self._began
        return time.monotonic() - began if began and not self._killed else 0

    # Calls

    def begin(self, target, args=(), kwargs=None, client=None, mode="ask", before=None, reading=None):
        """Start a call of the function named `target`, and return the first event.

        `mode` says what happens before each round trip: `ask` waits for leave, `crash` also keeps sleeps
        short, `order` also takes a plain pipeline for as many round trips as it has commands, `tell` only
        reports it to `told`, and `count` does nothing. `before` is a pickled function that the process calls
        first. With `order` and `crash`, `met(commands)` may refuse a round trip by an `Ends`. Lists, dicts
        and sets among the arguments are changed in place at the end. `reading`, a pair of a folder and a
        function, has the function called with a path below the folder before the answer, or a program that
        it starts, reads there.
        """
        kwargs, self._mode = kwargs or {}, mode
        self._mutable = [*args, *kwargs.values()]
        self._began = time.monotonic()
        self._send(0, "call", target, tuple(args), kwargs, mode, client, before, reading)
        return self.next_event()

    def call(self, *args, on_trip=lambda commands: None, **kwargs):
        """Make a call and return its result, or raise its exception. See `begin`.

        `on_trip(commands)` comes before each round trip. What it raises takes the round trip's place; if that
        is an `Ends`, or no Exception at all, the process is killed there and then.
        """
        self.told = on_trip
        event = self.begin(*args, **kwargs)
        while not isinstance(event, Done | Failed):
            event = self.serve(event, on_trip)
        if isinstance(event, Failed):
            raise event.error
        return event.value

    def serve(self, event, on_trip):
        """Let the answer go on after a Trip or a Use, and return the next event."""
        try:
            if isinstance(event, Trip):
                return self.go(event, on_trip(event.commands))
            with self._others_served(event, on_trip):
                result = event.run()
            return self.go(event, result)
        except Ends:
            self.kill()
            raise
        except Exception as error:
            return self.go(event, error, how="raise")
        except BaseException:
            self.kill()
            raise

    def go(self, event, value=None, how="value"):
        """Give leave: a Trip goes to the server, a Use gets `value`, and `how="raise"` raises it instead."""
        self._send(event.number, how, value)
        return self.next_event()

    def lose(self, trip, how):
        """Let a Trip go and its replies be lost, by a `timeout` or a `reset`. Return the next event."""
        return self.go(trip, how)

    @contextlib.contextmanager
    def _others_served(self, event, on_trip):
        """While the notebook is busy for one thread of the answer, its other threads go on."""
        if event.threads == 1:
            yield
            return
        over = threading.Event()

        def serve():
            while not over.is_set():
                if self._pipe.poll(0.005):
                    other = self._event()
                    if other:
                        self._send(
                            other.number,
                            "value",
                            other.run() if isinstance(other, Use) else on_trip(other.commands),
                        )

        helper = threading.Thread(target=serve, daemon=True)
        helper.start()
        try:
            yield
        finally:
            over.set()
            helper.join()

    def operate(self, number, operation, name, *args, **kwargs):
        """Use an object that the answer has returned: what a Remote does."""
        if operation == "get":
            self._send(0, "get", number, name)
            event = self.next_event()
        else:
            event = self.begin((number, name), args, kwargs)
        while not isinstance(event, Done | Failed):
            event = self.serve(event, self.told)
        if isinstance(event, Failed):
            raise event.error
        return event.value

    # Messages

    def _send(self, number, *message):
        try:
            self._pipe.send_bytes(pack((number, message), self.exports))
        except OSError:
            raise self._death() from None

    def _message(self):
        """The next message of the process."""
        try:
            while not self._pipe.poll(1):
                if not self._process.is_alive():
                    raise EOFError
            return unpack(self._pipe.recv_bytes(), self)
        except (EOFError, OSError):
            raise self._death() from None

    def _death(self):
        if self._killed:
            return Killed()
        self._process.join(1)
        code = self._process.exitcode
        self.kill()
        return Died(code)

    def _receive(self, kind):
        """Return the message of this kind, and pass on what is printed or told before it."""
        while True:
            number, message = self._message()
            if message[0] == kind:
                return message[1:]
            self._handled(number, message)

    def next_event(self):
        """The next Trip, Use, Done or Failed."""
        while (event := self._event()) is None:
            pass
        return event

    def _event(self):
        number, message = self._message()
        return self._handled(number, message)

    def _handled(self, number, message):
        """The event that a message is; None if it was one to be dealt with at once."""
        kind, *rest = message
        if kind == "printed":
            self._on_print(rest[0])
        elif kind == "told":
            self.told(rest[0])
        elif kind == "get":
            self._reply(number, lambda: operate(self.exports[rest[0]], "get", rest[1], (), {}))
        elif kind == "trip":
            if self._mode in ("order", "crash"):
                self.met(rest[0])
            return Trip(number, rest[0], rest[1])
        elif kind == "use":
            return self._use(number, *rest)
        elif kind == "done":
            return self._done(*rest)
        elif kind == "failed":
            self._began = None
            error, frames, replies = rest
            error.frames = frames
            return Failed(error, replies)
        return None

    def _reply(self, number, run):
        try:
            result = run()
        except Exception as error:
            self._send(number, "raise", error)
        else:
            self._send(number, "value", result)

    def _use(self, number, of, name, args, kwargs, replies, is_main, threads):
        thing = self.exports[of]
        shown = written(args, kwargs)
        text = f"{label(thing)}({shown})" if name == "__call__" else f"{label(thing)}.{name}({shown})"
        return Use(number, text, lambda: operate(thing, "call", name, args, kwargs), threads, replies)

    def _done(self, value, changed, trips, replies):
        self._began = None
        for mine, theirs in zip(self._mutable, changed, strict=False):
            if theirs is not None and mine != theirs:
                _take_over(mine, theirs)
        return Done(value, trips, replies)

    # Other orders

    def connect(self, client):
        """Have the client for the next call connected already."""
        self._send(0, "connect", client)
        self._receive("connected")

    def count(self, calls, client):
        """Make (name, args, kwargs) calls unobserved, and return the number of their round trips."""
        self._send(0, "count", calls, client)
        return self._receive("counted")[0]

    def left(self, grace):
        """How many threads the answer has left running, their frames, and whether it has left a process."""
        self._send(0, "left", grace)
        return self._receive("left")

    def frames(self):
        """(file, line) pairs, from the outside in, of each of the process's threads; none between calls."""
        return [] if self._began is None or self._killed else forking.stacks(self._process, self._dump)

    def kill(self):
        """Send SIGKILL to the process and to all that it has started. Returns when it's gone."""
        self._killed = True
        if not self._closed:
            forking.end(self._process)

    def close(self):
        """Kill the process, and close this side of its pipes. No thread may be waiting for it any more."""
        self.kill()
        self._closed = True
        for pipe in (self._pipe, self._dump):
            pipe.close()
        with contextlib.suppress(ValueError):  # the kernel isn't done with it yet
            self._process.close()


def _take_over(mine, theirs):
    """Make a list, dict or set in the notebook what the call has made of its copy."""
    if isinstance(mine, list | bytearray):
        mine[:] = theirs
    elif isinstance(mine, dict | set):
        mine.clear()
        mine.update(theirs)
