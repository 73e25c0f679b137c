"""The gate reads what a connection sends."""

import pytest

from helpers.judge.gate import commands_of


@pytest.mark.parametrize(
    ("packed", "commands"),
    [
        (b"*1\r\n$4\r\nPING\r\n", [["PING"]]),
        ([b"*2\r\n$3\r\nGET\r\n$1\r\na\r\n", b"*1\r\n$4\r\nEXEC\r\n"], [["GET", "a"], ["EXEC"]]),
        (b"*2\r\n$3\r\nGET\r\n$2\r\n\xff\xfe\r\n", [["GET", b"\xff\xfe"]]),
        (b"*2\r\n$3\r\nGET\r\n$4\r\n\r\n$1\r\n", [["GET", "\r\n$1"]]),
    ],
)
def test_commands_of(packed, commands):
    assert commands_of(packed) == commands
