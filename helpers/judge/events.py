"""What a process that runs an answer can come to: a round trip, a call of an object here, its end."""


class Died(Exception):
    """The process ended by itself in the middle of a call; `code` as in
    `multiprocessing.Process.exitcode`."""

    def __init__(self, code):
        super().__init__(f"exit code {code}")
        self.code = code


class Killed(BaseException):
    """The process was killed from here while a call was under way."""


class Trip:
    """An answer is about to send `commands`; `replies` are those it got since its last round trip."""

    def __init__(self, number, commands, replies):
        self.number, self.commands, self.replies = number, commands, replies


class Use:
    """An answer calls an object of the notebook's; `run()` does it. `replies` as of a Trip."""

    def __init__(self, number, text, run, threads, replies):
        self.number, self.text, self.run, self.threads = number, text, run, threads
        self.replies = replies


class Done:
    """A call has returned `value`, after `trips` round trips."""

    def __init__(self, value, trips, replies):
        self.value, self.trips, self.replies = value, trips, replies


class Failed:
    """A call has raised `error`, whose traceback goes through `error.frames`, (file, line) pairs."""

    def __init__(self, error, replies):
        self.error, self.replies = error, replies
