"""Carry a cell's functions, by value, to the processes that run them."""

import collections
import contextlib
import functools
import io
import sys
import types

import cloudpickle
import redis


class NotCarried(Exception):
    """A function uses something that only this process can have; `name` is the variable that holds it."""

    def __init__(self, name, thing):
        super().__init__(f"{name}: {type(thing).__name__}")
        self.name, self.thing = name, thing

    @property
    def kind(self):
        kind = type(self.thing)
        return f"{kind.__module__}.{kind.__name__}".removeprefix("builtins.").replace("_thread", "threading")


def pickled(functions):
    """Bytes that make these functions (a dict by name) in another process, with the globals they use.

    Raises NotCarried for a function that uses a lock, a connected client, an open file and the like.
    """
    file = io.BytesIO()
    with _by_value(functions.values()):
        try:
            _Pickler(file).dump(functions)
        except Exception as error:
            for name, function in functions.items():
                _refuse(name, function, set())
            raise NotCarried(next(iter(functions)), error) from error
    return file.getvalue()


def _named_code(code):
    """A code object with the name of its file, which cloudpickle leaves out: an error has its line there."""
    make, arguments = cloudpickle.CloudPickler.dispatch_table[types.CodeType](code)
    return _made_and_named, (make, arguments, code.co_filename)


def _made_and_named(make, arguments, filename):
    return make(*arguments).replace(co_filename=filename)


class _Pickler(cloudpickle.CloudPickler):
    dispatch_table = collections.ChainMap(
        {types.CodeType: _named_code}, cloudpickle.CloudPickler.dispatch_table
    )

    def reducer_override(self, thing):
        if isinstance(thing, redis.Redis | redis.ConnectionPool):
            raise TypeError("a client's connections stay in their process")
        if isinstance(thing, functools._lru_cache_wrapper) and not _importable(thing):
            return _cached_anew, (thing.__wrapped__, thing.cache_parameters())
        return super().reducer_override(thing)


def _cached_anew(function, parameters):
    return functools.lru_cache(**parameters)(function)


def _importable(thing):
    module = sys.modules.get(thing.__module__)
    return thing.__module__ != "__main__" and getattr(module, thing.__name__, None) is thing


@contextlib.contextmanager
def _by_value(functions):
    """A test's functions come from a module, a cell's don't: both are carried by value."""
    names = {getattr(one, "__module__", None) for one in functions} - {"__main__", "builtins", None}
    modules = [sys.modules[name] for name in names if name in sys.modules and not name.startswith("helpers")]
    for module in modules:
        cloudpickle.register_pickle_by_value(module)
    try:
        yield
    finally:
        for module in modules:
            cloudpickle.unregister_pickle_by_value(module)


def _refuse(name, thing, seen):
    """Raise NotCarried for the innermost variable that can't be carried, if this one can't."""
    if id(thing) in seen or _can_be_carried(thing):
        return
    seen.add(id(thing))
    for inner, value in _used_by(thing):
        _refuse(inner, value, seen)
    raise NotCarried(name, thing)


def _can_be_carried(thing):
    try:
        _Pickler(io.BytesIO()).dump(thing)
    except Exception:
        return False
    return True


def _used_by(thing):
    """(name, value) of what a function, or an object of a class, uses."""
    if isinstance(thing, types.MethodType):
        yield "self", thing.__self__
        thing = thing.__func__
    if isinstance(thing, types.FunctionType):
        for name in _names_in(thing.__code__):
            if name in thing.__globals__:
                yield name, thing.__globals__[name]
        for name, cell in zip(thing.__code__.co_freevars, thing.__closure__ or (), strict=True):
            with contextlib.suppress(ValueError):  # not filled yet
                yield name, cell.cell_contents
        parameters = thing.__code__.co_varnames[: thing.__code__.co_argcount]
        defaults = thing.__defaults__ or ()
        yield from zip(parameters[len(parameters) - len(defaults) :], defaults, strict=True)
        yield from (thing.__kwdefaults__ or {}).items()
        if hasattr(thing, "__wrapped__"):
            yield thing.__name__, thing.__wrapped__
    elif isinstance(thing, functools.partial):
        yield "func", thing.func
        yield from thing.keywords.items()
    elif isinstance(thing, list | tuple | set):
        yield from ((f"{type(thing).__name__} with it", one) for one in thing)
    elif isinstance(thing, dict):
        yield from ((str(key), value) for key, value in thing.items())
    elif not _importable(type(thing)):  # an object of a class of the notebook's
        yield from getattr(thing, "__dict__", {}).items()


def _names_in(code):
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names_in(constant)
