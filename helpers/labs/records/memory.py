"""Lesson 50: record memory_steps.csv (3 minutes) and defrag.csv (a quarter of a minute).

    python3 -m helpers.labs.records.memory

The first takes the lesson's five ways to store a customer from its notebook and stores a million of them. The
second needs a server with active defragmentation, which is built with Redis's own copy of jemalloc.
"""

import ast
import time
from datetime import date

import nbformat
from redis import ResponseError

from helpers.errors import CourseError
from helpers.labs.memory import bytes_each
from helpers.labs.records.eviction import write
from helpers.paths import NOTEBOOKS
from helpers.servers import start_server

CUSTOMERS = 1_000_000
STEPS = {
    "long names": "long_names",
    "short names": "short_names",
    "a hash each": "hashes",
    "buckets of 100": "buckets",
    "integers": "integers",
}
PARTS = {"TIERS", "START", "customer", "flat", "packed", *STEPS.values()}  # of the notebook's code
PAGES, EVERY = 400_000, 0.2  # how many pages, and seconds between two readings
SECONDS = 15
BUSY = {"active-defrag-ignore-bytes": "1mb", "active-defrag-cycle-min": 25, "active-defrag-cycle-max": 75}


def lesson_code():
    """Return the functions of the lesson's notebook that write customers, by name."""
    [path] = NOTEBOOKS.glob("50-*.ipynb")
    found = {"date": date}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code" and not cell.source.startswith("%"):
            wanted = [node for node in ast.parse(cell.source).body if _name(node) in PARTS]
            exec(compile(ast.Module(wanted, []), path.name, "exec"), found)
    return {step: found[name] for step, name in STEPS.items()}


def _name(node):
    """Return the name that a statement defines, if it's a function or a simple assignment."""
    if isinstance(node, ast.Assign):
        return getattr(node.targets[0], "id", None)
    return getattr(node, "name", None)


def sizes(customers=CUSTOMERS):
    """Yield the rows of memory_steps.csv: step, customers, and the bytes that each takes."""
    for step, store in lesson_code().items():
        yield step, customers, bytes_each(store, customers)


def defragmentation(seconds=SECONDS, pages=PAGES):
    """Yield the rows of defrag.csv: seconds since it was switched on, used_memory and the process in bytes.

    Before the first row, nine of ten pages are deleted. CourseError if the server can't defragment.
    """
    with start_server() as server, server.client() as client:
        for first in range(0, pages, 1000):
            client.mset({f"page:{n}": "x" * 200 for n in range(first, first + 1000)})
        for first in range(0, pages, 1000):
            client.unlink(*(f"page:{n}" for n in range(first, first + 1000) if n % 10))
        time.sleep(2)  # the server reads the size of its process ten times a second
        begin = time.monotonic()
        yield _reading(client, 0)
        try:
            client.config_set("activedefrag", "yes", *(part for pair in BUSY.items() for part in pair))
        except ResponseError as error:
            raise CourseError(f"This server can't defragment: {error}") from None
        while (elapsed := time.monotonic() - begin) < seconds:
            time.sleep(EVERY)
            yield _reading(client, elapsed)


def _reading(client, elapsed):
    memory = client.info("memory")
    return round(elapsed, 2), memory["used_memory"], memory["used_memory_rss"]


if __name__ == "__main__":
    write("memory_steps.csv", ["step", "customers", "bytes_each"], sizes())
    write("defrag.csv", ["seconds", "used", "process"], defragmentation())
