"""Run an exercise's steps against an answer, so that nothing it does can hurt: not the notebook, not the
time.

The answer runs in processes of its own (see `helpers.judge`), the steps in a thread of this one, while the
caller waits for a limited time. Once the time is up, or the interrupt button was pressed, the answer's
processes are killed, and with them whatever they have started.
"""

import contextlib
import linecache
import pathlib
import threading
import time
import traceback

import redis

from helpers.exercises import _standing
from helpers.exercises._calling import died_in_a_call
from helpers.exercises._context import Context
from helpers.exercises._printed import Printed
from helpers.exercises._states import ERROR, PASSED, STOPPED, TOO_LITTLE, WRONG
from helpers.exercises._verdict import SeenTooLittle, Verdict, Wrong
from helpers.judge.events import Died
from helpers.judge.exceptions import AnswerError
from helpers.judge.functions import NotCarried
from helpers.servers import start_server

GRACE_SECONDS = 1  # for threads and processes that outlive the function that started them
MOST_SECONDS, LOOK_SECONDS = 60, 0.05  # for all calls together, and between two looks at the one under way
START_SECONDS = 30  # for the first process, before the answer's time begins to count
END_SECONDS = 1  # for the steps to notice that the answer's processes are gone

_one_at_a_time = threading.Lock()


def judge(exercise, functions, seconds):
    """The verdict on an answer, of which a single call may take `seconds`."""
    with _one_at_a_time, start_server(**exercise.server) as server:
        try:
            return Attempt(exercise, server, functions, seconds).run()
        finally:
            server.disconnect()


class LeftRunning(Wrong):
    """A thread or a process outlives the call that started it."""


class Attempt:
    """One run of an exercise's steps against an answer."""

    def __init__(self, exercise, server, functions, seconds):
        self.exercise, self.server, self.seconds = exercise, server, seconds
        self.functions = dict(zip(exercise.stubs, functions, strict=True))
        self.files = {file for file in map(_file_of, functions) if file}
        self.context, self.done = None, 0
        self.verdict, self.stopping = None, False
        self.ready, self.over = threading.Event(), threading.Event()
        self.printed = Printed()

    def run(self):
        worker = threading.Thread(target=self._steps, name="check", daemon=True)
        try:
            worker.start()
            self.ready.wait(START_SECONDS)
            self._watch()
        except KeyboardInterrupt:
            self.verdict = self._stopped("you interrupted it")
        finally:
            verdict, self.stopping = self.verdict, True
            if self.context:
                self.context.close()
            if self.over.wait(END_SECONDS) and self.context:
                self.context.free()
        verdict.printed = self.printed.lines()
        return verdict

    def _watch(self):
        """Wait for the steps, and stop them if a call of the answer takes too long: on a busy machine, all of
        the calls together may take longer than one is allowed to."""
        deadline = time.monotonic() + max(MOST_SECONDS, 2 * self.seconds)
        while not self.over.wait(LOOK_SECONDS):
            if (self.context and self.context.longest_call > self.seconds) or time.monotonic() > deadline:
                self.verdict = self._stopped(f"it was still running after {self.seconds:g} s")
                return

    def _steps(self):
        try:
            verdict = self._verdict()
            if not self.stopping:
                self.verdict = verdict
        finally:
            self.ready.set()
            self.over.set()

    def _new_context(self, alternating):
        standing = self.exercise.standing
        context = Context(
            self.server,
            self.functions,
            self.exercise.client,
            self.printed.write if alternating else lambda text: None,  # a second check prints it all again
            alternating=alternating and standing is not None and not standing.one_process,
        )
        context.exercise = self.exercise
        return context

    def _verdict(self):
        try:
            self.context = self._new_context(alternating=True)
            self.context.connect()
            self.ready.set()
            for step in self.exercise.steps:
                self._take(self.context, step)
                self.done += 1
            verdict = Verdict(self.exercise, PASSED, self.done)
            verdict.notes += self.context.notes
            verdict.cost = self.context.cost
            return verdict
        except NotCarried as refused:
            return self._refused(refused)
        except SeenTooLittle as little:
            return self._failed(TOO_LITTLE, little.reason, "", "")
        except Wrong as wrong:
            if not isinstance(wrong, LeftRunning):
                wrong = self._kept_in_python(wrong) or wrong
            verdict = self._failed(WRONG, wrong.observed, wrong.expected, wrong.question)
            verdict.story = wrong.story
            return verdict
        except Died as died:
            wrong = died_in_a_call(died)
            return self._failed(WRONG, wrong.observed, wrong.expected, wrong.question)
        except BaseException as error:  # SystemExit as well: an answer may raise anything
            if self.stopping:
                return self.verdict
            verdict = self._failed(*self._why(error))
            verdict.story = getattr(error, "story", None)
            return verdict

    def _take(self, context, step):
        context.begin(step.fresh)
        step(context)
        self._expect_nothing_running(context)
        _standing.expect_kept(context, self.exercise.standing)

    def _kept_in_python(self, wrong):
        """Check again: is it only that two processes took turns, so one can't see the other's memory?

        What has a story was seen in processes of its own, and would be seen again.
        """
        if not self.context.alternating or self.stopping or wrong.story:
            return None
        first, self.context = self.context, self._new_context(alternating=False)
        try:
            self.context.r.flushall()
            for step in self._since_the_server_was_empty():
                self._take(self.context, step)
        except BaseException:
            return None  # it's wrong in one process too, and the first check says why
        finally:
            self.context.close()
            self.context.free()
            self.context = first
        return Wrong(
            "called by two processes in turn, as by two servers of the shop, your functions don't agree;"
            " called by one process alone they do",
            "the same behavior from every process: what must be remembered is in Redis",
            "What do your functions keep in a Python variable, and what does another process know of it?",
        )

    def _since_the_server_was_empty(self):
        """The steps that the failed one builds on, and itself."""
        steps = self.exercise.steps[: self.done + 1]
        first = max((number for number, step in enumerate(steps) if step.fresh), default=0)
        return steps[first:]

    def _refused(self, refused):
        is_client = isinstance(refused.thing, redis.Redis | redis.ConnectionPool)
        return Verdict(
            self.exercise,
            WRONG,
            observed=f"your function uses `{refused.name}`, a `{refused.kind}` that belongs to this"
            " notebook's process",
            expected="the client that your function is given as `r`"
            if is_client
            else "functions that any process can run; what processes share is in Redis",
            question="Which client is it when another program calls your function?"
            if is_client
            else "What does a second process of the shop have in its place?",
        )

    def _why(self, error):
        """State and texts for an exception from the answer, or from reading what it left."""
        if isinstance(error, redis.ConnectionError) and self.context.record.has("SHUTDOWN"):
            return (
                WRONG,
                "the server is gone: your function sent it `SHUTDOWN`",
                "a server that goes on",
                "Who else is using a server that your function shuts down?",
            )
        name = error.name if isinstance(error, AnswerError) else type(error).__name__
        short = f"{name}: {error}".strip().splitlines()[0][:200].rstrip(": ")
        if hasattr(error, "frames"):
            place = self._place(error.frames)
            return ERROR, f"{short}, at {place}" if place else short, "", getattr(error, "question", "")
        if isinstance(error, redis.RedisError):
            return (
                WRONG,
                f"the server would not show what your function left behind: {error}",
                "data of the kind that the exercise names",
                "Which type does `TYPE` report for the key, and which was asked for?",
            )
        return (
            TOO_LITTLE,
            f"the check itself stopped with `{short}` when it read what your function had left, at"
            f" {_place_in_check(error)}",
            "",
            "Does the server hold the type and the format that the exercise asks for? If it does, this is a"
            " fault of the check.",
        )

    def _expect_nothing_running(self, context):
        threads, frames, processes = context.left(GRACE_SECONDS)
        if threads:
            place = next(filter(None, map(self._place, frames)), "")
            raise LeftRunning(
                "a thread that your function started was still running when it had returned"
                + (f", at {place}" if place else ""),
                "no thread left behind",
                "What tells this thread that its work is over?",
            )
        if processes:
            raise LeftRunning(
                "a process that your function started was still running when it had returned",
                "no process left behind",
                "Who waits for this process, and who ends it?",
            )

    def _stopped(self, why):
        place = next(filter(None, map(self._place, self.context.frames())), "") if self.context else ""
        verdict = self._failed(
            STOPPED,
            f"{why}, at {place}" if place else why,
            f"a call that returns within {self.seconds:g} s",
            "Which condition ends this loop, or this wait for the server?",
            look=False,
        )
        verdict.asked = self.context.asked()[-1:] if self.context else []
        return verdict

    def _failed(self, state, observed, expected, question, look=True):
        context = self.context
        called = context.called if context else ""
        verdict = Verdict(self.exercise, state, self.done, observed, expected, question, called)
        if context:
            verdict.asked = context.asked()
        if look and context:
            with contextlib.suppress(redis.RedisError):  # the server is gone, or in no state to tell
                verdict.holds = context.holds() or ["nothing"]
        return verdict

    def _place(self, frames):
        """The innermost line of the learner's cells among (file, line) pairs, which go from the outside
        in."""
        lines = [(file, line) for file, line in frames if file in self.files]
        if not lines:
            return ""
        source = linecache.getline(*lines[-1]).strip()
        return f"line {lines[-1][1]} of your cell" + (f": `{source}`" if source else "")


def _file_of(function):
    code = getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)
    return code.co_filename if code else None


def _place_in_check(error):
    frames = [
        one
        for one in traceback.extract_tb(error.__traceback__)
        if pathlib.Path(one.filename).name == "check.py"
    ]
    return (
        f"line {frames[-1].lineno} of its check.py: `{frames[-1].line}`"
        if frames
        else "a place outside its check.py"
    )
