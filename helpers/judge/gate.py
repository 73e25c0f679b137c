"""The gate: in an answer's process, every round trip of every connection passes it.

It is set into redis-py's connection classes, sync and asyncio, so a client or a pool that an answer makes for
itself passes it as well. What redis-py sends of its own when it connects is let through unseen.
"""

import functools

import redis
import redis.asyncio.connection
import redis.connection

LOST = {
    "timeout": lambda: redis.TimeoutError("Timeout reading from socket"),
    "reset": lambda: redis.ConnectionError("Error 104 while reading from socket. Connection reset by peer."),
}


def commands_of(packed):
    """The commands in what a connection is about to send: a list of lists of `str`, or `bytes` if no text."""
    data = (
        packed
        if isinstance(packed, bytes)
        else packed.encode()
        if isinstance(packed, str)
        else b"".join(packed)
    )
    at, commands = 0, []
    while at < len(data):
        count, at = _number(data, at)
        words = []
        for _ in range(count):
            size, at = _number(data, at)
            words.append(_text(data[at : at + size]))
            at += size + 2
        commands.append(words)
    return commands


def _number(data, at):
    """The number in a line such as `*3` or `$5`, and where the next line begins."""
    end = data.index(b"\r\n", at)
    return int(data[at + 1 : end]), end + 2


def _text(word):
    try:
        return word.decode()
    except UnicodeDecodeError:
        return bytes(word)


def install(ask, replied):
    """From now on `ask(commands)` comes before each round trip, and `replied(reply)` after each reply.

    `ask` returns None to let it go, or a key of LOST: the commands then run, and their replies are lost.
    """
    _install_sync(redis.connection.AbstractConnection, ask, replied)
    _install_async(redis.asyncio.connection.AbstractConnection, ask, replied)


def _install_sync(kind, ask, replied):
    greet, send, read = kind.on_connect_check_health, kind.send_packed_command, kind.read_response

    @functools.wraps(greet)
    def on_connect_check_health(self, *args, **kwargs):
        self._greets = True
        try:
            return greet(self, *args, **kwargs)
        finally:
            self._greets = False

    @functools.wraps(send)
    def send_packed_command(self, command, *args, **kwargs):
        if getattr(self, "_greets", False):
            return send(self, command, *args, **kwargs)
        command = command if isinstance(command, str | bytes) else list(command)
        commands = commands_of(command)
        lost = ask(commands)
        send(self, command, *args, **kwargs)
        if lost:
            for _ in commands:
                try:
                    read(self)  # so that it has run
                except redis.ResponseError:
                    pass
            self.disconnect()
            raise LOST[lost]()

    @functools.wraps(read)
    def read_response(self, *args, **kwargs):
        try:
            reply = read(self, *args, **kwargs)
        except redis.ResponseError as error:
            replied(error)
            raise
        if not getattr(self, "_greets", False):
            replied(reply)
        return reply

    kind.on_connect_check_health, kind.send_packed_command = on_connect_check_health, send_packed_command
    kind.read_response = read_response


def _install_async(kind, ask, replied):
    greet, send, read = kind.on_connect_check_health, kind.send_packed_command, kind.read_response

    @functools.wraps(greet)
    async def on_connect_check_health(self, *args, **kwargs):
        self._greets = True
        try:
            return await greet(self, *args, **kwargs)
        finally:
            self._greets = False

    @functools.wraps(send)
    async def send_packed_command(self, command, *args, **kwargs):
        if getattr(self, "_greets", False):
            return await send(self, command, *args, **kwargs)
        command = command if isinstance(command, str | bytes) else list(command)
        commands = commands_of(command)
        lost = ask(commands)  # the event loop stands still: the whole process waits at the gate
        await send(self, command, *args, **kwargs)
        if lost:
            for _ in commands:
                try:
                    await read(self)
                except redis.ResponseError:
                    pass
            await self.disconnect(nowait=True)
            raise LOST[lost]()

    @functools.wraps(read)
    async def read_response(self, *args, **kwargs):
        try:
            reply = await read(self, *args, **kwargs)
        except redis.ResponseError as error:
            replied(error)
            raise
        if not getattr(self, "_greets", False):
            replied(reply)
        return reply

    kind.on_connect_check_health, kind.send_packed_command = on_connect_check_health, send_packed_command
    kind.read_response = read_response
