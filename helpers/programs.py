"""A second Python process next to this kernel: a worker to kill, or another web server with its own cache.

It runs on this machine even if Redis runs in a container, because both are reachable at 127.0.0.1.
"""

import atexit
import inspect
import sys
import textwrap
import time

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.servers import hosts

# Not in the source, because a traceback shows its lines, and an argument may be a URL with a password
CALL = """

import ast
import pathlib

{name}(*ast.literal_eval(pathlib.Path("arguments").read_text()))
"""


class Program:
    """`function(*arguments)` in its own Python process, which exits within a second after this kernel.

    Only the function's source is sent, so it has to import what it needs in its body, and its arguments are
    plain values such as numbers, strings and lists. Use it with `with` to close it.
    """

    def __init__(self, function, *arguments):
        source = textwrap.dedent(inspect.getsource(function))
        self._name = function.__name__
        self.folder = hosts.scratch_folder()
        (self.folder / "program.py").write_text(source + CALL.format(name=self._name))
        (self.folder / "arguments").write_text(repr(arguments))
        # unbuffered, so that no output is lost however it exits
        argv = ["env", f"PYTHONPATH={ROOT}", sys.executable, "-u", "program.py"]
        self._process = hosts.ProcessHost().supervise(argv, self.folder)
        atexit.register(self.close)
        self.pid = self._process.start()

    @property
    def alive(self):
        """Whether the process is running. A frozen process is."""
        return self._process.alive

    def output(self):
        """Return everything that it has printed, errors included."""
        output = self.folder / "output"
        return output.read_text(errors="replace") if output.exists() else ""  # not yet, right after the start

    def wait_for(self, text, seconds=30):
        """Return once the program has printed `text`; CourseError if it exits before, or after `seconds`."""
        deadline = time.monotonic() + seconds
        while True:
            alive = self.alive  # first, because its output is complete only once it has exited
            if text in self.output():
                return
            if not alive or time.monotonic() > deadline:
                how = "is still running but hasn't printed" if alive else "exited without printing"
                raise CourseError(f"{self._name} {how} {text!r}. Its output: {self.output().strip()}")
            time.sleep(0.005)

    def wait(self, seconds=30):
        """Wait until it exits and return its output; CourseError if that takes longer than `seconds`."""
        deadline = time.monotonic() + seconds
        while self.alive:
            if time.monotonic() > deadline:
                still = f"{self._name} is still running after {seconds} s"
                raise CourseError(f"{still}. Its output: {self.output()}")
            time.sleep(0.005)
        return self.output()

    def kill(self):
        """Send SIGKILL: the process exits immediately and finishes nothing."""
        self._process.signal("KILL")

    def freeze(self):
        """Send SIGSTOP: the process exists but does nothing until `thaw()`."""
        self._process.signal("STOP")

    def thaw(self):
        """Send SIGCONT: continue after `freeze()`."""
        self._process.signal("CONT")

    def close(self):
        """Stop the process and remove its folder."""
        self._process.close()
        atexit.unregister(self.close)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        return f"<{self._name} in its own process>"


def start_program(function, *arguments):
    """Start `function(*arguments)` in a second process and return the `Program`."""
    return Program(function, *arguments)
