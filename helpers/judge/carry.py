"""Carry values between the notebook and the process that runs an answer.

Plain data is copied. Everything else (a function, the small shop, a clock, a generator) stays in the process
that owns it, and the other side gets a `Remote`, whose calls are sent back. Both sides use the same code, so
an answer may return a function as well as take one.
"""

import builtins
import importlib
import inspect
import io
import itertools
import pickle
import sys
import threading

import cloudpickle

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
ERRORS = {"redis", "sqlalchemy"} | sys.stdlib_module_names  # whose exceptions are made again as they are
FORWARDED = [
    "__call__",
    "__len__",
    "__iter__",
    "__next__",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__contains__",
    "__enter__",
    "__exit__",
]
LABEL_CHARACTERS = 80
OURS = {"_number_there", "frames", "question"}  # what the judge and its users note on an exception

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


class AnswerError(Exception):
    """An exception of a class that only the other process knows; `name` is that class's name."""

    def __init__(self, name, text):
        super().__init__(text)
        self.name = name


class Exports:
    """The objects of this process that the other side may use, by number."""

    def __init__(self):
        self._count, self._objects, self._numbers = itertools.count(), {}, {}
        self._one_at_a_time = threading.Lock()

    def number_of(self, thing):
        with self._one_at_a_time:
            if id(thing) not in self._numbers:
                self._numbers[id(thing)] = number = next(self._count)
                self._objects[number] = thing
            return self._numbers[id(thing)]

    def __getitem__(self, number):
        return self._objects[number]


class Remote:
    """An object that lives on the other side of `link`: whatever is done with it is done there."""

    def __init__(self, link, number, label):
        vars(self).update(_link=link, _number=number, _label=label, __name__=label)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._link.operate(self._number, "get", name)

    def __repr__(self):
        return self._label


def _remote(link, number, label, specials, parameters):
    """A Remote that can do what the real object can: only a callable is callable."""
    members = {name: _forwarded(name) for name in specials}
    if parameters is not None:
        members["__signature__"] = inspect.Signature(
            [inspect.Parameter(*one, **more) for *one, more in parameters]
        )
    return type("Remote", (Remote,), members)(link, number, label)


def _parameters(thing):
    """What `inspect.signature` says of a function, as data; None of anything else."""
    try:
        parameters = inspect.signature(thing).parameters.values() if inspect.isroutine(thing) else None
    except (TypeError, ValueError):
        return None
    if parameters is None:
        return None
    return [
        (one.name, int(one.kind), {"default": one.default} if one.default is not one.empty else {})
        for one in parameters
    ]


def _forwarded(name):
    def special(self, *args, **kwargs):
        if name == "__exit__":  # a traceback can't travel, nor can a class of the learner's
            args = (None, args[1], None)
        return self._link.operate(self._number, "call", name, *args, **kwargs)

    return special


def operate(thing, operation, name, args, kwargs):
    """Do to `thing` what the other side asks for: read an attribute, or call a method."""
    if operation == "get":
        return getattr(thing, name)
    if name == "__exit__" and args[1] is not None:
        args = (type(args[1]), args[1], None)
    return getattr(thing, name)(*args, **kwargs)


def label(thing):
    """How a verdict names a function or an object: `shop.product`."""
    owner, name = getattr(thing, "__self__", None), getattr(thing, "__name__", None)
    if isinstance(name, str):
        return name if owner is None or owner is builtins else f"{label(owner)}.{name}"
    try:
        return repr(thing)[:LABEL_CHARACTERS]
    except Exception:  # an object of the learner's may do anything
        return type(thing).__name__


# Packing and unpacking


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
        return _Stand, ("mine", self._exports.number_of(thing), label(thing), specials, _parameters(thing))


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
        return _remote(self._link, *what)


def unpack(data, link):
    """The value that the other side packed. `link` has `exports`, `operate` and `trusting`."""
    return _Unpacker(data, link).load()


# Exceptions


def error_out(error, exports):
    """An exception as plain data. One that came from the other side goes back as itself."""
    known = getattr(error, "_number_there", None)
    if known is not None:
        return {"known": known}
    kind = type(error)
    attributes = {
        name: value if _is_atom(value) else None for name, value in vars(error).items() if name not in OURS
    }
    try:
        pickled = cloudpickle.dumps(kind)
    except Exception:
        pickled = None
    return {
        "module": str(kind.__module__),
        "name": kind.__name__,
        "args": tuple(one if _is_atom(one) else repr(one) for one in error.args),
        "attributes": attributes,
        "text": _text(error),
        "number": exports.number_of(error),
        "kind": pickled,
    }


def _is_atom(value):
    return isinstance(value, str | bytes | int | float | None)


def _text(error):
    try:
        return str(error)
    except Exception:
        return ""


def error_in(found, link):
    """The exception that `error_out` described. Only a `trusting` link makes classes of the sender's."""
    if "known" in found:
        return link.exports[found["known"]]
    error = _rebuilt(found, link.trusting)
    error._number_there = found["number"]
    return error


def _module(name):
    """A module by its name; one of the standard library's only if this process has it already."""
    return sys.modules.get(name) or (
        importlib.import_module(name) if name.startswith(("redis.", "sqlalchemy.")) else None
    )


def _rebuilt(found, trusting):
    kind = None
    if found["module"].partition(".")[0] in ERRORS:
        kind = getattr(_module(found["module"]), found["name"], None)
    elif trusting and found["kind"]:
        kind = pickle.loads(found["kind"])
    if isinstance(kind, type) and issubclass(kind, BaseException):
        error = kind.__new__(kind, *found["args"])  # its constructor may take other arguments
        error.args = found["args"]
        vars(error).update(found["attributes"])
        return error
    return AnswerError(found["name"], found["text"])
