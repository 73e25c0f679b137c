"""What the judge's tests share: a scratch server, and processes that end with the test."""

import pytest

from helpers.judge.clients import client_options
from helpers.judge.functions import pickled
from helpers.judge.orders import Calling
from helpers.judge.processes import Process
from helpers.servers import start_server


@pytest.fixture(scope="module")
def server():
    with start_server() as server:
        yield server


@pytest.fixture
def r(server):
    r = server.client(encoding_errors="backslashreplace")
    r.flushall()
    return r


@pytest.fixture
def client(server):
    """How a process makes its client."""
    return client_options(server)


@pytest.fixture
def start():
    """Start a process with these functions; killed at the end of the test."""
    started = []

    def start(*functions, on_print=print):
        started.append(Process(pickled({one.__name__: one for one in functions}), on_print))
        return started[-1]

    yield start
    for process in started:
        process.close()


@pytest.fixture
def calling(start, client):
    """A client of a search that calls `function(r, *args)`."""

    def calling(function, *args, **options):
        text = f"{function.__name__}({', '.join(['r', *map(repr, args)])})"
        return Calling(start(function), function.__name__, args, {}, client | options, text)

    return calling
