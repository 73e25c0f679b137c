"""A race of a lesson's functions: see `helpers.judge.every_order`."""

import inspect

from helpers.errors import CourseError
from helpers.judge.clients import client_options
from helpers.judge.functions import NotCarried, pickled
from helpers.judge.orders import Calling, Search, SerialOracle
from helpers.judge.processes import Process
from helpers.judge.view import all_in_words, view
from helpers.judge.wording import called
from helpers.servers import start_server


def run_race(functions, args, setup, broken):
    """(orders, how many are broken, the story of the first, the bound or None)."""
    names = [f"{number}" for number in range(len(functions))]
    try:
        carried = pickled(dict(zip(names, functions, strict=True)))
    except NotCarried as refused:
        raise CourseError(
            f"every_order runs your functions in other processes, and `{refused.name}`, a {refused.kind},"
            " can't go there: use the client that they're given, and make the rest inside the function."
        ) from None
    processes = [Process(carried, print) for _ in functions]
    try:
        with start_server() as server:
            clients = [
                Calling(process, name, args, {}, _client(server, function), _text(function, args))
                for process, name, function in zip(processes, names, functions, strict=True)
            ]
            return _searched(clients, server.client(encoding_errors="backslashreplace"), setup, broken)
    finally:
        for process in processes:
            process.close()


def _client(server, function):
    """The options of a function's client: an asyncio one for a coroutine function."""
    return client_options(server, asyncio=inspect.iscoroutinefunction(function))


def _text(function, args):
    name = getattr(function, "__name__", "function")
    return called(name, args) if name != "<lambda>" else "a lambda"


def _searched(clients, r, setup, broken):
    def prepare():
        r.flushall()
        if setup:
            setup(r)

    search, found, count = Search(clients, prepare, limit=1000, most=1000), None, 0
    oracle = None if broken else SerialOracle(search, r)
    for run in search:
        bad = broken(r, run.outcomes) if broken else not oracle.allows(run)
        count += bool(bad)
        found = found or (run if bad else None)
    story = search.again(found, lambda: all_in_words(view(r))).story if found else None
    return search.tried, count, story, search.bound
