"""What the steps of a check.py work with."""

import collections
import contextlib
import threading
import types

import cloudpickle

from helpers import servers
from helpers.exercises import _looks, _standing
from helpers.exercises._calling import died_in_a_call, expect_signature
from helpers.exercises._record import Record
from helpers.exercises._trips import RoundTrips
from helpers.exercises._verdict import expect
from helpers.judge import functions as judge_functions
from helpers.judge.clients import client_options as judge_client
from helpers.judge.events import Died
from helpers.judge.processes import Process
from helpers.judge.wording import called, readable


class Context(RoundTrips):
    """One check while it runs.

    `answer.page_view("home")` calls the learner's function, giving it a client of its own, in a process that
    each thread of the check has for itself. `r` is the checker's client (replies decoded), `server` the
    scratch server. `alternating` makes two processes take turns, so that what an answer keeps in Python is
    missing in every other call.
    """

    def __init__(self, server, functions, client_options, on_print=lambda text: None, alternating=False):
        self.server, self.r = server, server.client(encoding_errors="backslashreplace")
        self.called = ""
        self.record = Record()
        self.alternating = alternating
        self.exercise, self.notes, self.cost = None, [], []
        self.order = None  # the last one that `every_order` tried: `order.story.steps` are its steps
        self._trips_before, self._epoch = 0, 0
        self._before_call = self._reading = None
        self.client_settings = client_options
        self._client_options, self._on_print = judge_client(server, **client_options), on_print
        self._pickled = judge_functions.pickled(functions)
        self._lock = threading.Lock()
        self._idle, self._of_thread, self._every, self._busy = [], {}, [], []
        self._closed = False
        self._turns, self._prepared, self._retired = collections.Counter(), [], []
        self._to_close = contextlib.ExitStack()
        self.functions = functions
        self.answer = types.SimpleNamespace(
            **{name: self._caller(name, function) for name, function in functions.items()}
        )

    def _caller(self, name, function):
        def call(*args, **kwargs):
            return self._call(name, function, *args, **kwargs)

        call.__name__ = name
        return call

    def begin(self, fresh):
        """Start a step: the answer's clients are new ones, and with `fresh` the server is empty."""
        self.called, self._trips_before = "", len(self.record.trips)
        self._epoch += 1
        for process in self._retired:
            process.kill()
        self._retired.clear()
        mine = threading.get_ident()
        for thread in [one for one in self._of_thread if one != mine]:
            self.release(*self._of_thread.pop(thread))
        if fresh:
            self.r.flushall()

    def asked(self):
        """The commands that the answer sent in this step."""
        return [command for trip in self.record.trips[self._trips_before :] for command in trip]

    # Processes

    @property
    def client(self):
        """How a process makes the answer's client: a new one for each step."""
        return self._client_options | {"epoch": self._epoch}

    def process(self):
        """A process with the answer in it, for a judge's own use until the step ends."""
        with self._lock:
            process = next((one for one in self._idle if one.alive), None)
            self._idle = [one for one in self._idle if one is not process and one.alive]
        if process:
            process.load()
        else:
            process = Process(self._pickled, self._on_print)
            process.met = self._met
            with self._lock:
                self._every.append(process)
        if self._closed:  # meanwhile the time was up
            process.kill()
        return process

    def _met(self, commands):
        if self.exercise and self.exercise.standing and not self.exercise.standing.may_block:
            _standing.expect_no_waiting(readable(one) for one in commands)

    def release(self, *processes):
        """Give back what `process()` gave. One that was prepared for its calls isn't used again."""
        for process in processes:
            if process in self._prepared:
                process.kill()
        with self._lock:
            self._idle += [one for one in processes if one.alive]

    def another_process(self):
        """From here on other processes make the calls: what the answer keeps in Python is gone."""
        for process in self._of_thread.pop(threading.get_ident(), []):
            process.kill()

    def connect(self):
        """Have the answer's client connected before it's called: its connection takes memory in the
        server."""
        self._mine().connect(self.client)

    @contextlib.contextmanager
    def before_each_call(self, prepare):
        """In this block each process of the answer calls `prepare()` before each call: to seed what is
        random, or to stop a clock. It runs there, not here. After the block other processes make the
        calls."""
        self._before_call = cloudpickle.dumps(prepare)
        try:
            yield
        finally:
            self._before_call = None
            self._retired += self._of_thread.pop(threading.get_ident(), [])

    @contextlib.contextmanager
    def before_reading(self, folder, call):
        """In this block `call(path)` comes before the answer, or a program that it starts, reads below
        `folder`."""
        self._reading = (str(folder), call)
        try:
            yield
        finally:
            self._reading = None

    def _mine(self):
        """The process whose turn it is to make this thread's call."""
        thread = threading.get_ident()
        team = self._of_thread.setdefault(thread, [])
        team[:] = [one for one in team if one.alive]
        size = 2 if self.alternating and threading.current_thread().name == "check" else 1
        while len(team) < size:
            team.append(self.process())
        self._turns[thread] += 1
        return team[self._turns[thread] % size]

    def _call(self, name, function, *args, **kwargs):
        self.called = called(name, args, kwargs)
        expect_signature(name, function, self.called, args, kwargs)
        process, how, trips = self._mine(), "ask" if self.record.meets else "tell", []

        def on_trip(commands):
            trips.append(commands)
            self.record.add(commands)

        self._busy.append(process)
        if self._before_call:
            self._prepared.append(process)
        try:
            before, reading = self._before_call, self._reading
            result = process.call(name, args, kwargs, self.client, how, before, reading, on_trip=on_trip)
        except Died as died:
            raise died_in_a_call(died) from None
        finally:
            self._busy.remove(process)
        if self.exercise and self.exercise.standing:
            _standing.expect_trips(name, trips, self.exercise.standing)
        return result

    @property
    def before(self):
        """What each process does before a call, pickled, or None: see `before_each_call`."""
        return self._before_call

    def begin_call(self, process, call, mode="order"):
        """Begin a `call` in this process, which a judge takes step by step, and return its first event.

        `mode` as for `Process.begin`.
        """
        self.called = str(call)
        expect_signature(call.name, self.functions[call.name], self.called, call.args, call.kwargs)
        return process.begin(call.name, call.args, call.kwargs, self.client, mode, self._before_call)

    def frames(self):
        """Where the answer is at this moment: (file, line) pairs for each thread of each process in a
        call."""
        return [frames for process in [*self._busy, *self._every] for frames in process.frames()]

    @property
    def longest_call(self):
        """For how many seconds the longest call that is under way has been."""
        return max((process.at_it for process in list(self._every)), default=0)

    def left(self, grace):
        """How many threads, with their frames, and whether processes the answer has left running."""
        found = [one.left(grace) for one in self._every if one.alive]
        counts, frames, processes = zip(*found, strict=True) if found else ((), (), ())
        return sum(counts), [one for some in frames for one in some], any(processes)

    def kill(self):
        """SIGKILL to all processes of the answer."""
        for process in list(self._every):
            process.kill()

    def close(self):
        """End the answer's processes, and close what `start_server` gave the steps."""
        self._closed = True
        self.kill()
        self._to_close.close()

    def free(self):
        """Close the pipes to the answer's processes, which is safe once the steps are over."""
        for process in self._every:
            process.close()

    # Work for several threads

    def together(self, threads, task, latency=0.001):
        """Run `task(0)` to `task(threads - 1)` at the same moment in threads, and return a list of results.

        Each round trip of the answer takes `latency` seconds more, as over a network. The first exception is
        raised here. To try every order rather than the one that comes, see `every_order`.
        """
        start = threading.Barrier(threads)
        results, errors = [None] * threads, []

        def one(i):
            try:
                self._mine()
                start.wait()
                results[i] = task(i)
            except BaseException as error:
                errors.append(error)
                start.abort()

        team = [threading.Thread(target=one, args=(i,), daemon=True) for i in range(threads)]
        with self.slow_network(latency):
            for thread in team:
                thread.start()
            for thread in team:
                thread.join()
        if errors:
            raise next(
                (one for one in errors if not isinstance(one, threading.BrokenBarrierError)), errors[0]
            )
        return results

    # What the server was asked, and what it holds

    @contextlib.contextmanager
    def watch(self):
        """Note what the server is asked in this block: a `_looks.Asked`. Only the answer may ask here."""
        asked, before, trips = _looks.Asked(), self.commandstats(), len(self.record.trips)
        yield asked
        asked.trips = self.record.trips[trips:]
        asked.counts = self.commandstats() - before

    def commandstats(self):
        """How often the server has run each command, a Counter."""
        return _looks.commandstats(self.r)

    def counted(self, target):
        """A stand-in for a function or a database connection, and the list of the calls made to it.

        Give the answer the stand-in; each entry of the list is a call's name and arguments, as text.
        """
        calls = []
        return _looks.StandIn(target, calls, getattr(target, "__name__", "call")), calls

    def expect_ttl(self, key, seconds, question, slack=2):
        """Expect that `key` expires `seconds` from now, give or take `slack`."""
        left = self.r.ttl(key)
        seen = {-2: f"the server holds no `{key}`", -1: f"`TTL {key}` is -1: the key never expires"}
        expect(
            seconds - slack <= left <= seconds,
            seen.get(left, f"`TTL {key}` is {left}: it expires in {left} s"),
            f"a `TTL` of {seconds} s",
            question,
        )

    def keys(self, pattern="*"):
        """The names of the keys on the scratch server, sorted."""
        return sorted(self.r.scan_iter(pattern, count=1000))

    def start_server(self, **config):
        """One more scratch server (see `helpers.servers.start_server`), closed with the check."""
        return self._to_close.enter_context(servers.start_server(**config))

    def holds(self):
        """What the server holds, a line for each key: name, type, value or size, time to live."""
        return _looks.held(self.r)
