"""A client that writes down what is sent through it, round trip by round trip."""

import contextlib
import time

from redis.connection import Connection


class Record:
    """What an answer has asked the server. `trips` has one list of commands for each round trip.

    `latency` is the time in seconds that a round trip takes in addition.
    """

    def __init__(self):
        self.trips = []
        self.latency = 0

    def add(self, commands):
        if self.latency:
            time.sleep(self.latency)
        self.trips.append([readable(one) for one in commands])

    @contextlib.contextmanager
    def before_each_trip(self, call):
        """In this block `call(commands)` comes before each round trip; its error takes the trip's place."""
        add = self.add

        def call_and_add(commands):
            call(commands)
            add(commands)

        self.add = call_and_add
        try:
            yield
        finally:
            self.add = add

    def has(self, name):
        """Whether a command of this name was ever sent."""
        return any(command.split()[0].upper() == name for trip in self.trips for command in trip)


def readable(command):
    """`("GET", b"a key")` as `GET "a key"`, its long arguments cut."""
    words = [
        word.decode(errors="backslashreplace") if isinstance(word, bytes) else str(word) for word in command
    ]
    words = [word if len(word) <= 40 else word[:37] + "..." for word in words]
    return " ".join(f'"{word}"' if " " in word and place else word for place, word in enumerate(words))


class RecordedConnection(Connection):
    """Records what a client or a pipeline sends, but not what redis-py says of itself when it connects."""

    record = None
    _greeting = False

    def on_connect_check_health(self, *args, **kwargs):
        self._greeting = True
        try:
            super().on_connect_check_health(*args, **kwargs)
        finally:
            self._greeting = False

    def send_command(self, *args, **kwargs):
        if not self._greeting:
            self.record.add([args])
        super().send_command(*args, **kwargs)

    def pack_commands(self, commands):  # how a pipeline sends all of its commands at once
        commands = list(commands)
        if not self._greeting:
            self.record.add(commands)
        return super().pack_commands(commands)


def recorded_client(server, record, **options):
    """A client of `server`, already connected, that writes into `record`."""
    client = server.client(**options)
    pool = client.connection_pool
    # A class of its own, not an argument: an answer may build a client from the pool's arguments
    pool.connection_class = type("Connection", (RecordedConnection,), {"record": record})
    pool.release(pool.get_connection())
    return client
