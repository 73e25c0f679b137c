"""A second Python process beside this kernel: a worker to kill, another web server with a cache of its own.

It runs on this machine, also where Redis runs in a container: both are reached over 127.0.0.1.
"""

import atexit
import inspect
import sys
import textwrap
import time

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.servers import hosts


class Program:
    """`function(*arguments)` in a Python process of its own, gone within a second after this kernel is.

    Only the function's source travels: it imports what it needs in its own body, and its arguments are
    plain values such as numbers, strings and lists. Used with `with`, it is closed at the end.
    """

    def __init__(self, function, *arguments):
        source = textwrap.dedent(inspect.getsource(function))
        self._name = function.__name__
        self.folder = hosts.scratch_folder()
        call = f"{self._name}({', '.join(map(repr, arguments))})"
        (self.folder / "program.py").write_text(f"{source}\n\n{call}\n")
        # unbuffered, so that what it printed is known however it ends
        argv = ["env", f"PYTHONPATH={ROOT}", sys.executable, "-u", "program.py"]
        self._process = hosts.ProcessHost().supervise(argv, self.folder)
        atexit.register(self.close)
        self.pid = self._process.start()

    @property
    def alive(self):
        """Whether the process runs (a frozen one does)."""
        return self._process.alive

    def output(self):
        """What it has printed, errors as well."""
        output = self.folder / "output"
        return output.read_text(errors="replace") if output.exists() else ""  # its first moment

    def wait_for(self, text, seconds=30):
        """Returns once the program has printed `text`; CourseError if it ends or `seconds` pass before."""
        deadline = time.monotonic() + seconds
        while True:
            alive = self.alive  # asked first: what it printed last stands there once it is dead
            if text in self.output():
                return
            if not alive or time.monotonic() > deadline:
                ended = "did not print" if alive else "ended without printing"
                raise CourseError(f"{self._name} {ended} {text!r}; it said: {self.output().strip()}")
            time.sleep(0.005)

    def wait(self, seconds=30):
        """Waits for its end and returns what it printed; CourseError where it takes longer than `seconds`."""
        deadline = time.monotonic() + seconds
        while self.alive:
            if time.monotonic() > deadline:
                raise CourseError(f"{self._name} still runs after {seconds} s; it said: {self.output()}")
            time.sleep(0.005)
        return self.output()

    def kill(self):
        """SIGKILL: the process is gone at once, finishing nothing."""
        self._process.signal("KILL")

    def freeze(self):
        """SIGSTOP: the process is there and does nothing, until `thaw()`."""
        self._process.signal("STOP")

    def thaw(self):
        """SIGCONT: go on after `freeze()`."""
        self._process.signal("CONT")

    def close(self):
        """End the process and remove its folder."""
        self._process.close()
        atexit.unregister(self.close)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        return f"<{self._name} in a process of its own>"


def start_program(function, *arguments):
    """Start `function(*arguments)` in a second process: see `Program`."""
    return Program(function, *arguments)
