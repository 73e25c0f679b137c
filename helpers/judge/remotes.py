"""Objects that one process uses and another one owns: a function, the small shop, a clock, a generator.

What isn't plain data stays in the process that owns it, and the other side gets a `Remote`, whose calls are
sent back. Both sides use the same code, so an answer may return a function as well as take one.
"""

import builtins
import inspect
import itertools
import threading

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

    def __eq__(self, other):  # the same object of the other side, as a cache of the answer's own sees it
        return isinstance(other, Remote) and self._link is other._link and self._number == other._number

    def __hash__(self):
        return hash(self._number)


def remote(link, number, label, kind, specials, signature):
    """A Remote that can do what the real object can: only a callable is callable.

    `kind` is the real object's type, which Python's own messages name: "'generator' has no len()".
    """
    members = {name: _forwarded(name) for name in specials}
    if signature is not None:
        members["__signature__"] = inspect.Signature(
            [inspect.Parameter(*one, **more) for *one, more in signature]
        )
    return type(kind, (Remote,), members)(link, number, label)


def parameters(thing):
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
