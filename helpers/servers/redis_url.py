"""REDIS_URL as redis-py reads it. No message shows a part of it that may belong to a password."""

import functools
import os
import pathlib
import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import redis
from redis.connection import parse_url

from helpers.errors import CourseError

HOW = "or unset REDIS_URL to get a private server"
SCHEMES = ("redis://", "rediss://", "unix://")
FILES = ("ssl_certfile", "ssl_keyfile", "ssl_ca_certs", "ssl_ca_path")  # options that name a file or folder
NOT_TEXT = ("retry", "credential_provider", "redis_connect_func", "connection_class")  # objects of Python
UNREADABLE = (
    "REDIS_URL isn't an address that can be read: write redis://user:password@host:6379/0, with the special "
    f"characters of the password percent-encoded (@ is %40, / %2F, # %23, ? %3F, : %3A, % %25), {HOW}."
)


class RedisUrl(NamedTuple):
    """A URL that has been read: its text for another process, and redis-py's arguments."""

    text: str
    options: dict

    @property
    def place(self):
        """The server, for messages: `[::1]:6379` or the path of a socket, never the user or password."""
        return place(self.options)

    @property
    def database(self):
        return self.options.get("db", 0)

    @property
    def has_password(self):
        return bool(self.options.get("password"))

    @property
    def uses_tls(self):
        return self.text.startswith("rediss://")

    def with_database(self, number):
        """Return the URL of another database of this server, for messages, with `***` as the password."""
        parts = urlsplit(self.text)
        login, at, host = parts.netloc.rpartition("@")
        user, colon, _ = login.partition(":")
        query = [
            (name, "***" if name == "password" else value)
            for name, value in parse_qsl(parts.query)
            if name != "db"
        ]
        path = parts.path if parts.scheme == "unix" else f"/{number}"
        if parts.scheme == "unix":
            query.append(("db", number))
        return _joined(parts.scheme, f"{user}{':***' if colon else ''}{at}{host}", path, query)

    def client(self, **options):
        """Return a redis-py client. The URL overrides `options`."""
        return redis.Redis.from_url(self.text, **options)


def place(options):
    """Return the target of connection arguments: `127.0.0.1:6379`, `[::1]:6379`, or a socket's path."""
    if "path" in options:
        return options["path"]
    host = options.get("host", "localhost")
    return f"[{host}]:{options.get('port', 6379)}" if ":" in host else f"{host}:{options.get('port', 6379)}"


@functools.cache  # or every connect() in a measurement would parse it again
def read(text):
    """Return REDIS_URL as a `RedisUrl`; CourseError if redis-py would reject or misread it."""
    if not text.startswith(SCHEMES):
        raise CourseError(
            f"REDIS_URL doesn't begin with redis://, rediss:// or unix://: write redis://host:6379/0, {HOW}."
        )
    try:
        parts = urlsplit(text)
        misread = _is_misread(parts)
        options = parse_url(text)
    except ValueError as error:
        raise _unusable_value(error) from None
    if misread:
        raise CourseError(UNREADABLE)
    if parts.scheme != "unix" and not re.fullmatch(r"/?|/\d+/?", unquote(parts.path)):
        raise CourseError(
            f"The database in REDIS_URL isn't a number: end it in one, as in redis://host:6379/3, {HOW}."
        )
    address = RedisUrl(_for_any_process(parts, options), options)
    _try_options(address, parts)
    return address


def _is_misread(parts):
    """Whether part of a password with / or # in it would be read as path, query or host."""
    pieces = parts.query.split("&")
    in_value = all("=" in piece.partition("@")[0] for piece in pieces if "@" in piece)
    if parts.scheme == "unix":
        in_path = "@" in parts.path and not os.path.exists(unquote(parts.path))
    else:
        in_path = "@" in parts.path
        in_value = in_value and (parts.hostname or "@" not in parts.query)
    return in_path or "@" in parts.fragment or not in_value


def _unusable_value(error):
    option = re.search(r"Invalid value for '(\w+)'", str(error))
    if option:
        return CourseError(
            f"The option `{option[1]}` in REDIS_URL has a value that redis-py can't use: correct it, {HOW}."
        )
    return CourseError(UNREADABLE)


def _for_any_process(parts, options):
    """Return the URL, and change `options`, so that it works in every folder and with RESP2 and RESP3."""
    query, netloc = parse_qsl(parts.query), parts.netloc
    if options.get("password") and not options.get("username"):  # RESP2 would use a different AUTH
        options["username"] = "default"
        if "@" in netloc:
            netloc = "default" + netloc
        else:
            query.append(("username", "default"))
    for name in FILES:
        if name in options:
            options[name] = str(pathlib.Path(options[name]).resolve())
    query = [(name, options[name] if name in FILES else value) for name, value in query]
    return _joined(parts.scheme, netloc, parts.path, query)


def _joined(scheme, netloc, path, query):
    # urlunsplit would drop the // before an empty host
    return f"{scheme}://{netloc}{path}" + (f"?{urlencode(query, safe='/*')}" if query else "")


def _try_options(address, parts):
    """Raise CourseError for an option that redis-py doesn't know, before anything is sent."""
    names = [name for name, _ in parse_qsl(parts.query)]
    try:
        if name := next((name for name in names if name in NOT_TEXT), None):
            raise TypeError(name)
        pool = address.client().connection_pool
        pool.connection_class(**pool.connection_kwargs)
    except (TypeError, ValueError, AttributeError, redis.RedisError) as error:
        name = next((name for name in names if name in str(error)), None)
        if name and name.startswith("ssl_") and not address.uses_tls:
            what = (
                f"The option `{name}` in REDIS_URL is for TLS: write rediss:// in place of {parts.scheme}://"
            )
        elif name and isinstance(error, TypeError):
            what = f"redis-py has no option `{name}` in a URL: remove it from REDIS_URL"
        else:
            what = f"redis-py can't use the options in REDIS_URL ({error}): correct them"
        raise CourseError(f"{what}, {HOW}.") from None


def word(text):
    """Quote a text, if necessary, as one argument of a command line that the server splits."""
    if re.fullmatch(r"[\w.~!$%&*+,:;<=>?@^/|-]+", text, re.ASCII):
        return text
    return '"' + "".join(f"\\x{byte:02x}" for byte in text.encode()) + '"'
