"""Exceptions on their way between the notebook and an answer's process: as plain data, made again there."""

import importlib
import pickle
import sys

import cloudpickle

ERRORS = {"redis", "sqlalchemy"} | sys.stdlib_module_names  # whose exceptions are made again as they are
OURS = {"_number_there", "frames", "question"}  # what the judge and its users note on an exception


class AnswerError(Exception):
    """An exception of a class that only the other process knows; `name` is that class's name."""

    def __init__(self, name, text):
        super().__init__(text)
        self.name = name


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
        try:
            error = kind.__new__(kind, *found["args"])  # its constructor may take other arguments
        except (TypeError, ValueError):  # such as ExceptionGroup, whose arguments are exceptions
            return AnswerError(found["name"], found["text"])
        error.args = found["args"]
        vars(error).update(found["attributes"])
        return error
    return AnswerError(found["name"], found["text"])
