"""Run an answer so that nothing it does can hurt: not the notebook, not the kernel, not the time.

The steps run in a thread of their own while the caller waits for a limited time, so it makes no difference
whether that is the kernel's main thread or a button's. Once the time is up, or the interrupt button was
pressed, the scratch server is killed, which ends whatever waits for it, and SystemExit is raised in the
answer's threads, wherever they are: `except Exception` does not see it. Who catches that too, with a bare
`except`, or is asleep in C, is put to sleep for good at the next line it reaches (`Parked`).
"""

import contextlib
import ctypes
import io
import linecache
import sys
import threading
import time

import redis

from helpers.exercises._context import Context
from helpers.exercises._states import ERROR, PASSED, STOPPED, WRONG
from helpers.exercises._verdict import Verdict, Wrong
from helpers.servers import start_server

STOP_TRIES, STOP_SECONDS = 3, 0.1  # how often an answer's threads are told to end, and the time between
GRACE_SECONDS = 1  # for threads that outlive the function that started them
PRINTED_CHARACTERS, PRINTED_LINES = 2000, 5

_one_at_a_time = threading.Lock()  # output is redirected for the whole process


def judge(exercise, functions, seconds):
    """The verdict on an answer, after at most `seconds` and about one more."""
    with _one_at_a_time, start_server(**exercise.server) as server:
        context = Context(server, dict(zip(exercise.stubs, functions, strict=True)), exercise.client)
        return Attempt(exercise, context, functions[0], seconds).run()


class Attempt:
    """One run of an exercise's steps against an answer."""

    def __init__(self, exercise, context, function, seconds):
        self.exercise, self.context, self.seconds = exercise, context, seconds
        code = getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)
        self.file = code.co_filename if code else None
        self.done = 0
        self.verdict = None
        self.over, self.stopping = threading.Event(), False
        self.family = Family()
        self.printed = Printed()

    def run(self):
        worker = threading.Thread(target=self._steps, name="check", daemon=True)
        self.family.add(worker)
        with (
            contextlib.redirect_stdout(self.printed),
            contextlib.redirect_stderr(Printed()),
            self.family.growing(),
        ):
            try:
                worker.start()
                if not self.over.wait(self.seconds):
                    self.verdict = self._stopped(f"it was still running after {self.seconds:g} s")
            except KeyboardInterrupt:
                self.verdict = self._stopped("you interrupted it")
            finally:
                verdict, self.stopping = self.verdict, True
                self._end()
        verdict.printed = self.printed.lines()
        return verdict

    def _steps(self):
        try:
            self.verdict = self._verdict()
        finally:
            self.over.set()

    def _verdict(self):
        try:
            for step in self.exercise.steps:
                self.context.begin(step.fresh)
                step(self.context)
                self._expect_no_thread()
                self.done += 1
            return Verdict(self.exercise, PASSED, self.done)
        except Wrong as wrong:
            return self._failed(WRONG, wrong.observed, wrong.expected, wrong.question)
        except BaseException as error:  # SystemExit as well: an answer may raise anything
            if self.stopping:
                return self.verdict
            return self._failed(*self._why(error))

    def _why(self, error):
        """State and texts for an exception from the answer, or from reading what it left."""
        if isinstance(error, redis.ConnectionError) and self.context.record.has("SHUTDOWN"):
            return (
                WRONG,
                "the server is gone: your function sent it `SHUTDOWN`",
                "a server that goes on",
                "Who else is using a server that your function shuts down?",
            )
        place = self._place(_frames(error.__traceback__))
        short = f"{type(error).__name__}: {error}".strip().splitlines()[0][:200].rstrip(": ")
        if place:
            return ERROR, f"{short}, at {place}", "", getattr(error, "question", "")
        if isinstance(error, redis.RedisError):
            return (
                WRONG,
                f"the server would not show what your function left behind: {error}",
                "data of the kind that the exercise names",
                "Which type does `TYPE` report for the key, and which was asked for?",
            )
        return ERROR, short, "", ""

    def _expect_no_thread(self):
        deadline = time.monotonic() + GRACE_SECONDS
        for thread in self.family.others():
            thread.join(max(0, deadline - time.monotonic()))
        left = [thread for thread in self.family.others() if thread.is_alive()]
        if left:
            place = self._place_of(left)
            raise Wrong(
                "a thread that your function started was still running when it had returned"
                + (f", at {place}" if place else ""),
                "no thread left behind",
                "What tells this thread that its work is over?",
            )

    def _stopped(self, why):
        place = self._place_of(self.family.members)
        where = f"{why}, at {place}" if place else why
        waiting = self.context.asked()[-1:]
        verdict = self._failed(
            STOPPED,
            where,
            f"an end within {self.seconds:g} s",
            "Which condition ends this loop, or this wait for the server?",
            look=False,
        )
        verdict.asked = waiting
        return verdict

    def _failed(self, state, observed, expected, question, look=True):
        context = self.context
        verdict = Verdict(self.exercise, state, self.done, observed, expected, question, context.called)
        verdict.asked = context.asked()
        if look:
            try:
                verdict.holds = context.holds() or ["nothing"]
            except redis.RedisError:
                pass  # the server is gone or in no state to tell: the verdict says the rest
        return verdict

    def _place_of(self, threads):
        """Where the answer is at this moment, in the first of the threads that is in it."""
        now = sys._current_frames()
        frames = [_outer(now.get(thread.ident)) for thread in threads]
        return next(filter(None, map(self._place, frames)), "")

    def _place(self, frames):
        """The innermost line of the learner's cell among (file, line) pairs, which go from the outside in."""
        lines = [line for file, line in frames if file == self.file]
        if not lines:
            return ""
        source = linecache.getline(self.file, lines[-1]).strip()
        return f"line {lines[-1]} of your cell" + (f": `{source}`" if source else "")

    def _end(self):
        """End what is left of the answer."""
        self.context.server.kill()
        self.context.close()
        self.family.stop()


class Parked(BaseException):
    """Raised in a thread, it never arrives: the thread that makes it falls asleep for good."""

    def __init__(self):
        while True:
            try:
                threading.Event().wait()
            except BaseException:
                pass  # nothing wakes it


class Family:
    """The threads of an answer: the worker, and every thread that one of them starts."""

    def __init__(self):
        self.members = []

    def add(self, thread):
        self.members.append(thread)

    def others(self):
        return [thread for thread in self.members if thread is not threading.current_thread()]

    @contextlib.contextmanager
    def growing(self):
        """While this lasts, threads that members start become members, and daemons: the kernel can end."""
        start = threading.Thread.start

        def start_and_adopt(thread):
            if threading.current_thread() in self.members:
                self.add(thread)
                thread.daemon = True
            start(thread)

        threading.Thread.start = start_and_adopt
        try:
            yield
        finally:
            threading.Thread.start = start

    def alive(self):
        return [thread for thread in self.members if thread.is_alive()]

    def stop(self):
        """End all members, or put them to sleep where they will not end."""
        raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
        for exception in [SystemExit] * STOP_TRIES + [Parked]:
            for thread in self.alive():
                raise_in(ctypes.c_ulong(thread.ident), ctypes.py_object(exception))
            deadline = time.monotonic() + STOP_SECONDS
            while self.alive() and time.monotonic() < deadline:
                time.sleep(0.001)


class Printed(io.TextIOBase):
    """Output with an end: what is too much is counted, not kept."""

    def __init__(self):
        self.kept, self.dropped = "", 0

    def write(self, text):
        room = PRINTED_CHARACTERS - len(self.kept)
        self.kept += text[:room]
        self.dropped += len(text[room:])
        return len(text)

    def lines(self):
        """The first lines, and a word on the rest."""
        lines = self.kept.splitlines()
        cut = self.dropped or len(lines) > PRINTED_LINES
        return [line[:100] for line in lines[:PRINTED_LINES]] + (["... and more"] if cut else [])


def _frames(traceback):
    """(file, line) pairs of a traceback, from the outside in."""
    pairs = []
    while traceback:
        pairs.append((traceback.tb_frame.f_code.co_filename, traceback.tb_lineno))
        traceback = traceback.tb_next
    return pairs


def _outer(frame):
    """(file, line) pairs of a running frame and those that called it, from the outside in."""
    pairs = []
    while frame:
        pairs.append((frame.f_code.co_filename, frame.f_lineno))
        frame = frame.f_back
    return pairs[::-1]
