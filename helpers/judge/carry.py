"""Carry values between the notebook and the process that runs an answer.

Plain data is copied, exceptions are made again (see `exceptions`), and everything else stays where it is (see
`remotes`).
"""

import builtins
import io
import pickle

from helpers.judge.exceptions import error_in, error_out
from helpers.judge.remotes import FORWARDED, Remote, label, parameters, remote

# What may be copied, by the module of its type. Nothing else is ever unpickled in the notebook's process.
COPIED = {
    "builtins",
    "collections",
    "datetime",
    "decimal",
    "fractions",
    "numpy",
    "pathlib",
    "uuid",
    "zoneinfo",
}
NEVER = {
    "eval",
    "exec",
    "compile",
    "open",
    "getattr",
    "setattr",
    "delattr",
    "__import__",
    "breakpoint",
    "input",
}

# A named tuple or an enum of numbers is copied as the plain value that it is
PLAIN = {
    int: int,
    float: float,
    str: str.__str__,
    bytes: bytes,
    tuple: tuple,
    list: list,
    dict: lambda thing: dict(thing.items()),
    set: set,
    frozenset: frozenset,
}


class _Stand:
    """Pickled in place of what isn't copied; an `_Unpacker` reads it as a call of its `_fill_in`."""


class _Packer(pickle.Pickler):
    def __init__(self, file, exports):
        super().__init__(file, protocol=5)
        self._exports = exports

    def reducer_override(self, thing):
        if isinstance(thing, Remote):
            return _Stand, ("theirs", thing._number)
        if isinstance(thing, BaseException):
            return _Stand, ("error", error_out(thing, self._exports))
        if thing is _Stand or _is_data(thing):
            return NotImplemented
        for plain, convert in PLAIN.items():
            if isinstance(thing, plain):
                return plain, (convert(thing),)
        specials = [name for name in FORWARDED if hasattr(type(thing), name)]
        kind = type(thing).__name__
        return _Stand, (
            "mine",
            self._exports.number_of(thing),
            label(thing),
            kind,
            specials,
            parameters(thing),
        )


def _is_data(thing):
    if isinstance(thing, type):
        return str(thing.__module__).partition(".")[0] in COPIED
    module = str(type(thing).__module__).partition(".")[0]
    # functions, generators and iterators are of types in builtins too, but their types have no name there
    return module in COPIED and (module != "builtins" or hasattr(builtins, type(thing).__name__))


def pack(value, exports):
    """Bytes for the other side. What isn't plain data is exported."""
    file = io.BytesIO()
    _Packer(file, exports).dump(value)
    return file.getvalue()


class _Unpacker(pickle.Unpickler):
    """Builds plain data and Remotes, and nothing else: what an answer sends can't run code in the
    notebook."""

    def __init__(self, data, link):
        super().__init__(io.BytesIO(data))
        self._link = link

    def find_class(self, module, name):
        if module == __name__ and name == _Stand.__name__:
            return self._fill_in
        if module.partition(".")[0] in COPIED and name not in NEVER:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} isn't plain data")

    def _fill_in(self, kind, *what):
        if kind == "theirs":
            return self._link.exports[what[0]]
        if kind == "error":
            return error_in(what[0], self._link)
        return remote(self._link, *what)


def unpack(data, link):
    """The value that the other side packed. `link` has `exports`, `operate` and `trusting`."""
    return _Unpacker(data, link).load()
