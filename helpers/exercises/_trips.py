"""What a check does to the round trips of an answer's calls."""

import contextlib

from helpers.judge.wording import readable


class RoundTrips:
    """Part of a Context, whose `record` meets each round trip."""

    def before_each_trip(self, call):
        """In this block `call(commands)` comes before each round trip of the answer, and what it raises takes
        the round trip's place."""
        return self.record.before_each_trip(call)

    @contextlib.contextmanager
    def failing(self, error, times=None):
        """In this block the answer's round trips raise `error` and don't reach the server: all of them, or
        the first `times`. Returns the list of the round trips that it tries, each as text."""
        tried = []

        def fail(commands):
            tried.append(", ".join(map(readable, commands)))
            if times is None or len(tried) <= times:
                raise error

        with self.before_each_trip(fail):
            yield tried

    @contextlib.contextmanager
    def slow_network(self, seconds):
        """In this block each round trip of the answer takes `seconds` more."""
        self.record.latency = seconds
        try:
            yield
        finally:
            self.record.latency = 0
