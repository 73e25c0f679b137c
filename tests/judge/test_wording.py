"""Commands, replies and values in a verdict's table: escaped, and short enough to be read."""

import pytest

from helpers.judge import every_order
from helpers.judge.stories import Step, Story
from helpers.judge.view import Held, all_in_words, in_words, view
from helpers.judge.wording import called, readable, replied, shortened, shown

LONG = "x" * 1000


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (None, "nil"),
        (3, "3"),
        ("OK", "OK"),
        ("ana", '"ana"'),
        ("", '""'),
        ("ü€😀", '"ü€😀"'),
        ('{"id": 7}', """'{"id": 7}'"""),
        ("one\ntwo\x00", r'"one\ntwo\x00"'),
        (b"\xff\x00ana", r'"\xff\x00ana"'),
        (LONG, f'"{"x" * 59}…" (1,000 bytes)'),
        (b"\xff" * (64 << 20), r'"' + r"\xff" * 14 + '…" (67,108,864 bytes)'),
        (b"\xff" * 1000, r'"' + r"\xff" * 14 + '…" (1,000 bytes)'),
        ([b"a\xfe", None, ["b", 1]], r'["a\xfe", nil, ["b", 1]]'),
        ([LONG, "b"], f'["{"x" * 57}…'),
        ({"name": b"\x80"}, r'{"name": "\x80"}'),
        (ValueError("no"), "(ValueError)"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_reply(reply, text):
    assert shown(reply) == text


@pytest.mark.parametrize(
    ("command", "text"),
    [
        (["SET", "a", "1"], "SET a 1"),
        (["SET", "a b", ""], 'SET "a b" ""'),
        (["SET", "a", '{"id": 7}'], """SET a '{"id": 7}'"""),
        (["SET", "a", "one\ntwo"], r'SET a "one\ntwo"'),
        (["SET", "a", b"\xff\xfe"], r'SET a "\xff\xfe"'),
        (["SET", "a", LONG], f"SET a {'x' * 39}…"),
        (["SET", "a", b"\x80" * 100], r'SET a "' + r"\x80" * 9 + '…"'),
        (["EVAL", "\n  return 1\n", "0"], 'EVAL "return 1" 0'),
        (["GETRANGE", "a", 0, -1], "GETRANGE a 0 -1"),
    ],
    ids=repr,
)
def test_a_command(command, text):
    assert readable(command) == text


def test_a_call_is_written_with_arguments_of_a_readable_length():
    assert called("see", ("ana",), {"count": 3}) == "see(r, 'ana', count=3)"
    assert called("see", ()) == "see(r)"
    text = called("see", (b"\xff" * 100, LONG, [1] * 100))
    assert text.endswith(",…])") and text.count("…'") == 2 and len(text) < 260


def test_a_call_shows_no_address():
    def compute():
        pass

    assert called("see", (compute, lambda: 1, (one for one in "ab"))) == (
        "see(r, compute, <function>, <generator>)"
    )
    assert called("see", (object(), {"a": [object()]})) == "see(r, <object object>, {'a': [<object object>]})"
    assert called("see", ("one at 0x7f",)) == "see(r, 'one at 0x7f')"


def test_an_escape_is_not_cut_in_two():
    assert [shortened(r"abc\xff\xfe", most) for most in (11, 10, 9, 8, 7)] == [
        r"abc\xff\xfe",
        r"abc\xff…",
        r"abc\xff…",
        r"abc\xff…",
        "abc…",
    ]


def test_of_a_transaction_only_what_exec_returned_is_shown():
    commands = [["MULTI"], ["GET", "a"], ["EXEC"]]
    assert replied(commands, ["OK", "QUEUED", '["1"]']) == '["1"]'
    assert replied([["GET", "a"], ["GET", "b"]], ['"1"', "nil"]) == '"1", nil'


def test_what_redis_holds_is_escaped_and_short(r):
    r.set("bits", b"\xff\x00" * 100)
    r.hset("hash", mapping={"photo": b"\x89PNG\r\n", "name": "Zoë"})
    r.rpush("list\n", b"\xfe", "b")
    r.xadd("stream", {"photo": b"\x80"})
    words = all_in_words(view(r))
    assert r'bits "\xff\x00\xff' in words and '…" (200 bytes)' in words
    assert r"hash {name: Zoë, photo: \x89PNG\r\n}" in words
    assert r"list\n [\xfe, b]" in words and r"stream [{photo: \x80}]" in words
    assert words.isprintable()
    assert len(in_words(Held("set", {LONG}, None))) == 60


def test_a_race_about_bytes_can_be_read():
    photo = b"\x89PNG\r\n" + b"\xff" * 5000

    def saves(r, photo):
        old = r.get("photo")
        r.set("photo", photo)
        return old

    text = str(every_order(saves, saves, args=(photo,)))
    assert r'SET photo "\x89PNG\r\n\xff' in text and r'photo "\x89PNG\r' in text and "…" in text
    assert "(5,006" in text and len(text) < 2000
    assert text.replace("\n", "").isprintable() and max(map(len, text.splitlines())) <= 120


def test_a_word_that_cannot_be_broken_is_cut_to_its_column():
    lines = str(Story(["Client A: f(r)", "Client B: f(r)"], [Step(0, "x" * 100)])).splitlines()
    assert max(map(len, lines)) <= 120
