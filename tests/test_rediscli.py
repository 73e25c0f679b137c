"""`%%redis` reads and prints as redis-cli does: the two are compared on the same lines."""

import contextlib
import os
import subprocess
import sys

import pytest

from helpers import rediscli
from helpers.servers import hosts, start_server
from helpers.setup import limits
from tests.support.tools import executable

LINES = r"""
SET greeting "hello, \x00\n\t\"world\" \q \xzz"
GET greeting
SET 'single \'quoted\' \n' 'a "b"'
GET "single 'quoted' \\n"
SET a"b c"d'e f' joined
GET "ab cde f"
GET nope
SET greeting "not closed
SET greeting "closed"early
LPUSH list a b c d e f g h i j k
LRANGE list 0 -1
LRANGE nolist 0 -1
INCR greeting
INCR counter
NOSUCHCOMMAND with arguments
GET
HSET hash field value other ""
HGETALL hash
ZADD sorted 1.5 a 2 b
ZRANGE sorted 0 -1 WITHSCORES
XADD stream 1-1 field value
XADD stream 1-2 field value
XRANGE stream - +
COMMAND INFO GET
MULTI
GET counter
INCR greeting
EXEC
DISCARD
INFO keyspace
SET clé "naïve é"
GET clé
SELECT 1
GET greeting
""".strip()


@pytest.fixture
def server():
    with start_server() as started:
        yield started


def test_replies_are_those_of_redis_cli(server):
    cli = [executable("redis-cli"), "--no-raw", "-p", str(server.port)]
    theirs = hosts.host().run(cli, secrets={"REDISCLI_AUTH": server.password}, input=LINES).stdout.strip()
    server.client().flushall()
    ours = rediscli.answer(server.client(), LINES)
    without_commands = [line for line in ours.splitlines() if not line.startswith("> ")]
    assert "\n".join(without_commands) == theirs.replace("\r", "")


def test_a_single_command_stands_without_its_echo(server):
    assert rediscli.answer(server.client(), "\n# a comment\n  PING\n") == "PONG"


def test_several_commands_are_told_apart(server):
    assert rediscli.answer(server.client(), "PING\nECHO hi") == '> PING\nPONG\n> ECHO hi\n"hi"'


@pytest.mark.parametrize("line", ["SUBSCRIBE news", "MONITOR", "HELLO 3"])
def test_what_does_not_end_is_refused(server, line):
    assert rediscli.answer(server.client(), line).startswith("(error) ")
    assert rediscli.answer(server.client(), "PING") == "PONG"


def test_a_restarted_server_is_found_again(server):
    assert rediscli.answer(server.client(), "PING") == "PONG"
    server.restart()
    assert rediscli.answer(server.client(), "PING") == "PONG"


def test_a_kernel_may_have_more_than_a_thousand_files_open(server):
    limits.allow_files()
    with contextlib.ExitStack() as stack:
        for _ in range(1100):
            stack.enter_context(open(os.devnull))
        client = server.client()
        assert [rediscli.answer(client, "PING") for _ in range(2)] == ["PONG", "PONG"]


def test_a_server_that_ends_in_the_middle_is_said(server):
    assert rediscli.answer(server.client(), "SHUTDOWN NOSAVE") == "(error) the server closed the connection"


def test_an_error_of_redis_py_is_shown_without_its_inside():
    code = (
        "from IPython.testing.globalipapp import start_ipython; ip = start_ipython();"
        "ip.run_line_magic('load_ext', 'helpers.rediscli');"
        "ip.run_cell('from helpers.servers import connect; r = connect(); r.set(1, 1)');"
        "ip.run_cell('def push():\\n    r.lpush(1, 2)\\npush()')"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert "r.lpush" in shown
    assert "WRONGTYPE" in shown
    assert "site-packages" not in shown


def test_the_magic_runs_in_ipython(server):
    code = (
        "from IPython.testing.globalipapp import start_ipython; ip = start_ipython();"
        "ip.run_line_magic('load_ext', 'helpers.rediscli');"
        "ip.run_cell_magic('redis', '', 'SET a 1\\nGET a');"
        "ip.run_cell('%%redis nobody\\nPING')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert '> GET a\n"1"' in done.stdout, done.stderr
    assert "no variable 'nobody'" in done.stdout
    assert "Traceback" not in done.stdout
