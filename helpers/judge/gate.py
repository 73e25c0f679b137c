"""The gate: in an answer's process, every round trip of every connection passes it.

It is set into redis-py's connection classes, sync and asyncio, so a client or a pool that an answer makes for
itself passes it as well. What redis-py sends of its own when it connects is let through unseen.

Between two commands of a plain pipeline, a server may serve other clients. So where orders are tried, a
pipeline goes through the gate in parts: each command by itself, a transaction from MULTI to EXEC as a whole.
"""

import collections
import functools

import redis
import redis.asyncio.connection
import redis.connection

MOST_PARTS = 12  # of one pipeline: a longer one goes in parts of several commands each
LOST = {
    "timeout": lambda: redis.TimeoutError("Timeout reading from socket"),
    "reset": lambda: redis.ConnectionError("Error 104 while reading from socket. Connection reset by peer."),
}


def commands_of(packed):
    """The commands in what a connection is about to send: a list of lists of `str`, or `bytes` if no text."""
    return [words for words, _ in _commands(_joined(packed))]


def parts_of(packed):
    """What a connection is about to send, in parts between which other clients may be served: bytes.

    There are at most MOST_PARTS. A transaction is never cut.
    """
    parts, within = [], False
    for words, data in _commands(_joined(packed)):
        name = str(words[0]).upper()
        if within:
            parts[-1] += data
        else:
            parts.append(data)
        within = name == "MULTI" or (within and name not in ("EXEC", "DISCARD"))
    size = -(-len(parts) // MOST_PARTS)
    return [b"".join(parts[at : at + size]) for at in range(0, len(parts), size)]


def _joined(packed):
    if isinstance(packed, str):
        return packed.encode()
    return packed if isinstance(packed, bytes) else b"".join(packed)


def _commands(data):
    """(words, bytes) of each command."""
    at = 0
    while at < len(data):
        began, words = at, []
        count, at = _number(data, at)
        for _ in range(count):
            size, at = _number(data, at)
            words.append(_text(data[at : at + size]))
            at += size + 2
        yield words, data[began:at]


def _number(data, at):
    """The number in a line such as `*3` or `$5`, and where the next line begins."""
    end = data.index(b"\r\n", at)
    return int(data[at + 1 : end]), end + 2


def _text(word):
    try:
        return word.decode()
    except UnicodeDecodeError:
        return bytes(word)


def _decoded(reply, connection):
    """A reply that was read as bytes, as this connection would have read it."""
    if isinstance(reply, bytes):
        return connection.encoder.decode(reply)
    if isinstance(reply, list | set | tuple):
        return type(reply)(_decoded(one, connection) for one in reply)
    if isinstance(reply, dict):
        return {_decoded(key, connection): _decoded(one, connection) for key, one in reply.items()}
    return reply


class _Early:
    """Replies that were read so that the next part could go: the connection's owner asks for them later."""

    def __init__(self):
        self._replies = collections.deque()

    def add(self, reply):
        self._replies.append(reply)

    def __bool__(self):
        return bool(self._replies)

    def next(self, connection, raw):
        """The next one, as `connection.read_response(disable_decoding=raw)` returns or raises it."""
        reply = self._replies.popleft()
        if isinstance(reply, Exception):
            raise reply
        return reply if raw else _decoded(reply, connection)


def _early(connection, fresh=False):
    """The early replies of this connection; `fresh` forgets those that belong to a connection that's gone."""
    if fresh or not hasattr(connection, "_early"):
        connection._early = _Early()
    return connection._early


def install(ask, replied, in_parts=lambda: False):
    """From now on `ask(commands)` comes before each round trip, and `replied(reply)` after each reply.

    `ask` returns None to let it go, or a key of LOST: the commands then run, and their replies are lost.
    Where `in_parts()` is true, each part of a pipeline is a round trip of its own.
    """
    _install_sync(redis.connection.AbstractConnection, ask, replied, in_parts)
    _install_async(redis.asyncio.connection.AbstractConnection, ask, replied, in_parts)


def _install_sync(kind, ask, replied, in_parts):
    greet, send, read = kind.on_connect_check_health, kind.send_packed_command, kind.read_response

    @functools.wraps(greet)
    def on_connect_check_health(self, *args, **kwargs):
        self._greets = True
        _early(self, fresh=True)
        try:
            return greet(self, *args, **kwargs)
        finally:
            self._greets = False

    @functools.wraps(send)
    def send_packed_command(self, command, *args, **kwargs):
        if getattr(self, "_greets", False):
            return send(self, command, *args, **kwargs)
        parts = parts_of(command) if in_parts() else [_joined(command)]
        for number, part in enumerate(parts, 1):
            commands = commands_of(part)
            lost = ask(commands)
            send(self, [part], *args, **kwargs)
            if lost or number < len(parts):
                for _ in commands:
                    try:
                        reply = read(self, disable_decoding=True)  # so that it has run
                    except redis.ResponseError as error:
                        reply = error
                    if not lost:
                        _early(self).add(reply)
                        replied(reply)
            if lost:
                self.disconnect()
                raise LOST[lost]()

    @functools.wraps(read)
    def read_response(self, disable_decoding=False, *args, **kwargs):
        if _early(self):
            return _early(self).next(self, disable_decoding)
        try:
            reply = read(self, disable_decoding, *args, **kwargs)
        except redis.ResponseError as error:
            replied(error)
            raise
        if not getattr(self, "_greets", False):
            replied(reply)
        return reply

    kind.on_connect_check_health, kind.send_packed_command = on_connect_check_health, send_packed_command
    kind.read_response = read_response


def _install_async(kind, ask, replied, in_parts):
    greet, send, read = kind.on_connect_check_health, kind.send_packed_command, kind.read_response

    @functools.wraps(greet)
    async def on_connect_check_health(self, *args, **kwargs):
        self._greets = True
        _early(self, fresh=True)
        try:
            return await greet(self, *args, **kwargs)
        finally:
            self._greets = False

    @functools.wraps(send)
    async def send_packed_command(self, command, *args, **kwargs):
        if getattr(self, "_greets", False):
            return await send(self, command, *args, **kwargs)
        parts = parts_of(command) if in_parts() else [_joined(command)]
        for number, part in enumerate(parts, 1):
            commands = commands_of(part)
            lost = ask(commands)  # the event loop stands still: the whole process waits at the gate
            await send(self, [part], *args, **kwargs)
            if lost or number < len(parts):
                for _ in commands:
                    try:
                        reply = await read(self, disable_decoding=True)
                    except redis.ResponseError as error:
                        reply = error
                    if not lost:
                        _early(self).add(reply)
                        replied(reply)
            if lost:
                await self.disconnect(nowait=True)
                raise LOST[lost]()

    @functools.wraps(read)
    async def read_response(self, disable_decoding=False, *args, **kwargs):
        if _early(self):
            return _early(self).next(self, disable_decoding)
        try:
            reply = await read(self, disable_decoding, *args, **kwargs)
        except redis.ResponseError as error:
            replied(error)
            raise
        if not getattr(self, "_greets", False):
            replied(reply)
        return reply

    kind.on_connect_check_health, kind.send_packed_command = on_connect_check_health, send_packed_command
    kind.read_response = read_response
