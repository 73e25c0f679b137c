"""How the cells are cut, and what the code in them may do."""

import ast
import statistics

from tests.lessons.form import check, without_notes

CELLS = range(40, 91)
MEDIAN, MOST, EVER = 3, 9, 20  # lines of a code cell: the median, nine cells of ten, every one
WIDEST = 92  # characters
GROUP = 3  # code cells in a row, the most
TAGS = {
    "exercise",  # the stub of an exercise
    "raises-exception",  # an error on purpose
    "nbval-ignore-output",  # the output names what differs between machines
    "keys-on-purpose",  # KEYS, shown as a fault
    "sleep-on-purpose",  # a function that waits, and is not a stand-in for the database
}
WITH_REASON = {"nbval-ignore-output", "keys-on-purpose", "sleep-on-purpose"}
MARKERS = ("NBVAL_", "PYTEST_VALIDATE_IGNORE_OUTPUT")
CLIENTS = {"r", "redis", "client", "conn", "connection", "primary", "replica"}


@check
def number_of_cells(lesson):
    """A lesson of 40 to 90 cells, small ones."""
    if len(lesson.cells) in CELLS:
        return []
    return [f"{len(lesson.cells)} cells, not 40 to 90: cut cells that do two things, or the lesson"]


@check
def lines_of_code(lesson):
    """Small code cells: one thing each."""
    sizes = sorted(len(cell.lines) for cell in lesson.code)
    problems = [
        f"{cell.name} has {len(cell.lines)} lines, more than {EVER}: cut it"
        for cell in lesson.code
        if len(cell.lines) > EVER
    ]
    longest = sorted(lesson.code, key=lambda cell: -len(cell.lines))
    if statistics.median(sizes) > MEDIAN:
        problems.append(
            f"half of the code cells have more than {MEDIAN} lines: cut cells that do two things,"
            f" such as {longest[0].name}"
        )
    allowed = len(longest) // 10
    if len(longest[allowed].lines) > MOST:
        over = [cell.name for cell in longest if len(cell.lines) > MOST]
        problems.append(f"more than one code cell in ten is over {MOST} lines: {'; '.join(over)}")
    return problems


@check
def sentence_before(lesson):
    """A sentence before each group of code cells, and no group that goes on and on."""
    problems, group = [], 0
    for before, cell in zip([None, *lesson.cells], lesson.cells, strict=False):
        asks = cell.calls == {"predict"}  # a question reads like text
        group = group + 1 if cell.is_code and not asks else 0
        if not cell.is_code or asks:
            continue
        if before is None or group > GROUP:
            problems.append(f"{cell.name} follows no text: put a sentence before it")
        elif not before.is_code:
            lines = without_notes(before.source).strip().splitlines()
            if not lines or lines[-1].startswith("#"):
                problems.append(f"{cell.name} follows a bare heading: put a sentence between them")
    return problems


@check
def tags(lesson):
    """Only tags that mean something, with a reason where one is due, and few unchecked cells."""
    problems = []
    for cell in lesson.cells:
        for tag in set(cell.tags) - TAGS:
            problems.append(f"{cell.name} has the tag {tag!r}: there are {', '.join(sorted(TAGS))}")
        for tag in set(cell.tags) & WITH_REASON:
            if not str(cell.metadata.get("reason", "")).strip():
                problems.append(f"{cell.name} is tagged {tag}: say why in its metadata, `reason`")
        if any(line.lstrip("# ").startswith(MARKERS) for line in cell.lines if line.startswith("#")):
            problems.append(f"{cell.name} switches its check off by a comment: use a tag with a reason")
    ignored = [cell.name for cell in lesson.code if "nbval-ignore-output" in cell.tags]
    if len(ignored) > len(lesson.code) / 10:
        problems.append(f"{len(ignored)} of {len(lesson.code)} code cells are tagged nbval-ignore-output,")
        problems[-1] += f" more than one in ten: {'; '.join(ignored)}"
    return problems


@check
def width(lesson):
    """Code no wider than the page: what is cut off is not read."""
    return [
        f"{cell.name} has a line of {len(line)} characters, more than {WIDEST}: break it"
        for cell in lesson.code
        for line in cell.source.splitlines()
        if len(line) > WIDEST
    ]


@check
def imports(lesson):
    """Imports by name."""
    return [
        f"{cell.name}: `from {node.module} import *` hides where names come from: import them by name"
        for cell in lesson.code
        for node in ast.walk(cell.tree)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]


@check
def python(lesson):
    """Each code cell can be read as Python, or else the other checks would not see what it does."""
    return [f"{cell.name} is not Python" for cell in lesson.code if cell.lines and not _readable(cell)]


def _readable(cell):
    return cell.tree.body or all(line.lstrip().startswith("#") for line in cell.lines)


@check
def exceptions(lesson):
    """No bare `except:`."""
    return [
        f"{cell.name} catches everything: name the exception, as in `except redis.ConnectionError:`"
        for cell in lesson.code
        for node in ast.walk(cell.tree)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]


@check
def sleeping(lesson):
    """No function that sleeps in place of a database; waiting in the open, for an expiry, is fine."""
    return [
        f"{cell.name} sleeps inside a function: let it ask the shop's database, or tag it sleep-on-purpose"
        for cell in lesson.code
        if "sleep-on-purpose" not in cell.tags
        for node in ast.walk(cell.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        and any(_is_call_of(inner, "sleep") for inner in ast.walk(node))
    ]


def _is_call_of(node, name):
    return isinstance(node, ast.Call) and name in (
        getattr(node.func, "id", None),
        getattr(node.func, "attr", None),
    )


@check
def keys_command(lesson):
    """No KEYS in the code of an application: it stops the server for as long as it looks."""
    return [
        f"{cell.name} calls KEYS: use `scan_iter`, or tag it keys-on-purpose with a reason"
        for cell in lesson.code
        if "keys-on-purpose" not in cell.tags and any(_is_keys(node) for node in ast.walk(cell.tree))
    ]


def _is_keys(node):
    if _is_call_of(node, "execute_command"):
        return any(str(getattr(arg, "value", "")).upper().startswith("KEYS") for arg in node.args[:1])
    if not (_is_call_of(node, "keys") and isinstance(node.func, ast.Attribute)):
        return False
    owner = node.func.value  # a dict's `.keys()` takes nothing, and has another owner
    return bool(node.args) or getattr(owner, "id", "") in CLIENTS or _is_call_of(owner, "client")
