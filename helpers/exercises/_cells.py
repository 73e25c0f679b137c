"""The learner's cells: which function a name means now, and whether it's what the latest cell shows."""

import ast
import inspect
import linecache
import re
import sys

DEFINED = r"^[ \t]*(?:async[ \t]+)?def[ \t]+{name}\b"


def latest(functions, stubs):
    """The functions that these names mean in the notebook now; `stubs` are the names if too few are given."""
    names = [_name(one) for one in functions] if len(functions) == len(stubs) else list(stubs)
    known = _shell().user_ns if _shell() else {}
    given = dict(zip(names, functions, strict=False))
    now = [known[name] if callable(known.get(name)) else given.get(name) for name in names]
    return [one for one in now if one is not None]


def older(functions):
    """A sentence if one of them isn't what its latest cell says, because that cell failed, else ""."""
    return next(filter(None, map(_older, functions)), "")


def _older(function):
    name, cell = _name(function), ""
    if _shell():
        found = re.compile(DEFINED.format(name=re.escape(name)), re.MULTILINE)
        cell = next((one for one in reversed(_shell().user_ns.get("In", [])) if found.search(one)), "")
    judged = _source(function)
    if not cell or not judged or cell.strip() == judged.strip():
        return ""
    kept = f"so this checks the `{name}` that you defined before."
    try:
        ast.parse(cell)
    except SyntaxError as error:
        return f"Your latest cell has a syntax error in line {error.lineno} ({error.msg}), {kept}"
    return f"Your latest cell stopped with an error before it defined `{name}`, {kept}"


def _source(function):
    """The whole cell in which a function was defined, or "" if it wasn't in a cell."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    return "".join(linecache.getlines(code.co_filename)) if code else ""


def _name(function):
    return getattr(function, "__name__", "")


def _shell():
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
