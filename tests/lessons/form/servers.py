"""What a lesson does to the server it is connected to, which may be a learner's own, named by REDIS_URL."""

import ast
import re

from tests.lessons.form import check

# What concerns every client and every database of a server, as redis-py's methods and as commands
WHOLE_SERVER = re.compile(
    r"(acl|bgrewriteaof|bgsave|client.(kill|pause|no.evict)|config.(set|rewrite|resetstat)|debug|failover|"
    r"flushall|function|latency.reset|memory.purge|monitor|p?subscribe|s?publish|replicaof|save|script.flush|"
    r"shutdown|slowlog.reset|swapdb)\b",
    re.IGNORECASE,
)
BY_HAND = re.compile(
    r"get_connection_kwargs|create_connection\(|\bRedis\((?=[^)]*(host|port)\s*=)|\bRedis\([\"'\d]|"
    r"\.connection_kwargs"
)


@check
def whole_server(lesson):
    """Nothing that concerns a whole server is done to the course's own: it may be shared."""
    return [
        f"{cell.name} does something to a whole server: do it to one of the lesson's own, `start_server()`"
        for cell in _on_the_courses_server(lesson)
        if any(WHOLE_SERVER.match(command) for command in _asked(cell))
    ]


def _on_the_courses_server(lesson):
    """The code cells up to the one where `r` becomes the client of a server of the lesson's own."""
    for cell in lesson.code:
        if re.search(r"^(\w+, )?r = .*\bclient\(", cell.source, re.MULTILINE):
            return
        yield cell


def _asked(cell):
    """The commands of a `%%redis` cell; else what is called on the lesson's `r`, not on a function's own."""
    first, *rest = cell.source.splitlines() or [""]
    if first.startswith("%%redis"):
        return rest if first.strip() == "%%redis" else []
    tree = cell.tree
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and _has_own(node)]
    hidden = {id(inner) for node in functions for inner in ast.walk(node)}
    return [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "r" and id(node) not in hidden
    ]


def _has_own(function):
    """Whether a function has an argument or a variable `r`."""
    return any(
        getattr(node, "arg", "") == "r"
        or (isinstance(node, ast.Name) and node.id == "r" and isinstance(node.ctx, ast.Store))
        for node in ast.walk(function)
    )


@check
def addresses(lesson):
    """Second clients, processes and sockets take the whole address: not only a host and a port."""
    return [
        f"{cell.name} builds an address by hand: use `url()`, `connect_socket()` or `server.client()`"
        for cell in lesson.code
        if BY_HAND.search(cell.source)
    ]
