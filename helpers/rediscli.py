"""The cell magic `%%redis`: type commands and read replies as in redis-cli.

    %load_ext helpers.rediscli

    %%redis
    SET greeting "hello, world"
    GET greeting

`%%redis name` uses the client or server in the variable `name` instead of the course's Redis. Each server has
one connection, which stays open between cells, so MULTI … EXEC and SELECT may span several lines or cells.
"""

import selectors

import redis

from helpers.errors import CourseError
from helpers.servers import Server, connect

# These turn the connection into an endless stream
STREAMING = {"SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "MONITOR", "SYNC", "PSYNC", "HELLO"}
# redis-cli prints these replies as text, not as a quoted string
PLAIN = {"INFO", "LOLWUT", "CLIENT LIST", "CLIENT INFO", "CLUSTER INFO", "CLUSTER NODES", "MEMORY DOCTOR"}
PLAIN |= {"MEMORY MALLOC-STATS", "LATENCY DOCTOR", "LATENCY GRAPH"}

_ESCAPES = {"n": b"\n", "r": b"\r", "t": b"\t", "b": b"\b", "a": b"\a"}
_SHOWN = {10: "\\n", 13: "\\r", 9: "\\t", 7: "\\a", 8: "\\b", 92: "\\\\", 34: '\\"'}
_sessions = {}


def split(line):
    """Return the arguments of a line as bytes, quoted as in redis-cli; ValueError if quotes are unbalanced.

    In double quotes, `\\n \\r \\t \\b \\a \\xHH` are escapes, and a backslash keeps any other character. In
    single quotes, only `\\'` is an escape. White space must follow a closing quote.
    """
    arguments, rest = [], line.lstrip()
    while rest:
        argument, rest = _argument(rest)
        arguments.append(argument)
        rest = rest.lstrip()
    return arguments


def _argument(text):
    argument, i = b"", 0
    while i < len(text) and not text[i].isspace():
        if text[i] in "\"'":
            part, i = _quoted(text, i)
            if i < len(text) and not text[i].isspace():
                raise ValueError("a closing quote is followed by more text")
            argument += part
        else:
            argument += text[i].encode()
            i += 1
    return argument, text[i:]


def _quoted(text, start):
    quote, part, i = text[start], b"", start + 1
    while i < len(text):
        if text[i] == quote:
            return part, i + 1
        if text[i] == "\\" and i + 1 < len(text) and (quote == '"' or text[i + 1] == "'"):
            piece, i = _escaped(text, i + 1)
            part += piece
        else:
            part += text[i].encode()
            i += 1
    raise ValueError("a quote is not closed")


def _escaped(text, i):
    digits = text[i + 1 : i + 3]
    if text[i] == "x" and len(digits) == 2 and all(c in "0123456789abcdefABCDEF" for c in digits):
        return bytes([int(digits, 16)]), i + 3
    return _ESCAPES.get(text[i], text[i].encode()), i + 1


class Status(str):
    """A simple string such as OK, which redis-cli prints without quotes."""


class Failure(str):
    """An error reply."""


def read_reply(stream):
    """Return the next RESP2 reply of a binary stream; EOFError if the server has closed it."""
    line = stream.readline()
    if not line.endswith(b"\r\n"):
        raise EOFError
    kind, rest = line[:1], line[1:-2]
    if kind == b"+":
        return Status(rest.decode(errors="replace"))
    if kind == b"-":
        return Failure(rest.decode(errors="replace"))
    number = int(rest)
    if kind == b":":
        return number
    if number < 0:
        return None
    if kind == b"$":
        return stream.read(number + 2)[:-2]
    return [read_reply(stream) for _ in range(number)]


def render(reply, indent=""):
    """Return a reply as redis-cli prints it, with numbered arrays and aligned nested ones."""
    match reply:
        case None:
            return "(nil)"
        case Failure():
            return f"(error) {reply}"
        case Status():
            return str(reply)
        case int():
            return f"(integer) {reply}"
        case bytes():
            return (
                '"'
                + "".join(_SHOWN.get(b) or (chr(b) if 32 <= b < 127 else f"\\x{b:02x}") for b in reply)
                + '"'
            )
        case []:
            return "(empty array)"
    width = len(str(len(reply)))
    inner = indent + " " * (width + 2)
    lines = [f"{number:>{width}}) {render(element, inner)}" for number, element in enumerate(reply, 1)]
    return f"\n{indent}".join(lines)


class Session:
    """One connection to a server that replies to lines of text as redis-cli does."""

    def __init__(self, client):
        pool = client.connection_pool
        options = pool.connection_kwargs | {"protocol": 2}
        if options.get("password") and not options.get("username"):
            options["username"] = "default"  # RESP2's short form of AUTH fails if no password is set
        self._connection = pool.connection_class(**options)
        self._connection.connect()  # redis-py does addresses, passwords and TLS, but replies are read here
        self._stream = self._connection._sock.makefile("rb")

    def ask(self, line):
        """Send one line and return what redis-cli would print."""
        try:
            arguments = split(line)
        except ValueError:
            return "Invalid argument(s)"
        words = [argument.decode(errors="replace").upper() for argument in arguments[:2]]
        if words[0] in STREAMING:
            return f"(error) {words[0]} never returns, so use redis-py, or redis-cli in a terminal"
        self._connection.send_command(*arguments)
        reply = read_reply(self._stream)
        if isinstance(reply, bytes) and (words[0] in PLAIN or " ".join(words) in PLAIN):
            return reply.decode(errors="replace").rstrip()
        return render(reply)

    @property
    def stale(self):
        """Whether the server has closed the connection since, because there's nothing else to read."""
        with selectors.DefaultSelector() as selector:  # select() knows only the first 1,024 files
            selector.register(self._connection._sock, selectors.EVENT_READ)
            return bool(selector.select(0))

    def close(self):
        self._stream.close()
        self._connection.disconnect()


def _session(client):
    """Return the key and the open session of the server that `client` is connected to."""
    options = client.connection_pool.connection_kwargs
    key = tuple(str(options.get(name)) for name in ("host", "port", "path", "username", "db"))
    if key in _sessions and _sessions[key].stale:
        _sessions.pop(key).close()
    if key not in _sessions:
        _sessions[key] = Session(client)
    return key, _sessions[key]


def answer(client, text):
    """Run the lines of a cell and return what redis-cli shows, with `> command` above each reply."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    shown = []
    for line in lines:
        key, session = _session(client)
        try:
            reply = session.ask(line)
        except BaseException as error:  # interrupted, so a late reply must not go to the next line
            session.close()
            del _sessions[key]
            if isinstance(error, EOFError | OSError | redis.ConnectionError):
                reply = "(error) the server closed the connection"
            else:
                raise
        shown.append(f"> {line}\n{reply}" if len(lines) > 1 else reply)
    return "\n".join(shown)


def load_ipython_extension(ipython):
    """Register `%%redis` and shorten redis-py's errors: `%load_ext helpers.rediscli` calls this."""

    def magic(line, cell):
        name = line.strip()
        if not name:
            client = connect()
        elif name in ipython.user_ns:
            client = ipython.user_ns[name]
            client = client.client() if isinstance(client, Server) else client
        else:
            raise CourseError(f"%%redis {name}: no variable {name!r} holds a client or a server.")
        print(answer(client, cell))

    ipython.register_magic_function(magic, "cell", "redis")
    ipython.set_custom_exc((redis.RedisError,), _show_own_frames)


def _show_own_frames(shell, kind, error, traceback, tb_offset=None):
    """Show a redis-py error only down to your own last line, without redis-py's internals."""
    frame, own = traceback, traceback
    while frame:
        if frame.tb_frame.f_globals is shell.user_global_ns:
            own = frame
        frame = frame.tb_next
    own.tb_next = None
    error.__cause__ = error.__context__ = None
    shown = shell.InteractiveTB.structured_traceback(kind, error, traceback, tb_offset=tb_offset)
    shell._showtraceback(kind, error, shown)
    return shown
