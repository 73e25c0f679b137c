"""What an answer has asked the server, round trip by round trip."""

import contextlib
import time

from helpers.judge.wording import readable

SCRIPTS = {"EVAL", "EVAL_RO", "EVALSHA", "EVALSHA_RO", "FCALL", "FCALL_RO"}


class Record:
    """`trips` has one list of commands, as text, for each round trip.

    `without_keys` has the scripts and functions, as text, that were called without any key. `latency` is the
    time in seconds that a round trip takes in addition.
    """

    def __init__(self):
        self.trips, self.without_keys = [], []
        self.latency = 0
        self._before = []

    @property
    def meets(self):
        """Whether anything happens before a round trip, so that each has to wait for leave."""
        return bool(self.latency or self._before)

    def add(self, commands):
        for call in list(self._before):
            call(commands)
        if self.latency:
            time.sleep(self.latency)
        self.trips.append([readable(one) for one in commands])
        self.without_keys += [readable(one) for one in commands if _names_no_key(one)]

    @contextlib.contextmanager
    def before_each_trip(self, call):
        """In this block `call(commands)` comes before each round trip. Its error replaces the round trip."""
        self._before.append(call)
        try:
            yield
        finally:
            self._before.remove(call)

    def has(self, name):
        """Whether a command of this name was ever sent."""
        return any(command.split()[0].upper() == name for trip in self.trips for command in trip)


def _names_no_key(command):
    return str(command[0]).upper() in SCRIPTS and str(command[2]) == "0"
