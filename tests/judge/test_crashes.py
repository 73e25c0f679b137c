"""A crash at each step, and a reply that is lost: the command ran, and the caller doesn't know."""

import pytest
import redis

from helpers.judge.crashes import KILLED, RESET, TIMEOUT, interrupted
from helpers.judge.events import Failed
from helpers.judge.gaps import filled


def in_two_steps(r):
    views = r.incr("n")
    if views == 1:
        r.expire("n", 900)
    return views


def retries(r):
    try:
        return r.incr("n")
    except redis.TimeoutError:
        return r.incr("n")


@pytest.fixture
def interrupt(start, client, r):
    def interrupt(function, number, how):
        r.flushall()
        process = start(function)
        begin = lambda: process.begin(function.__name__, (), {}, client, "order")  # noqa: E731
        return interrupted(begin, process, number, how, "a call", lambda: "")

    return interrupt


def test_killed_between_incr_and_expire_the_key_never_expires(interrupt, r):
    crash = interrupt(in_two_steps, 2, KILLED)
    assert r.ttl("n") == -1 and crash.event is None
    assert str(crash) == "the process was killed before its step 2, `EXPIRE n 900`"
    assert "✗ killed before EXPIRE n 900" in str(crash.story)


def test_killed_before_the_first_step_nothing_is_there_and_after_the_last_there_is_none(interrupt, r):
    assert interrupt(in_two_steps, 1, KILLED) and not r.exists("n")
    assert interrupt(in_two_steps, 3, KILLED) is None


@pytest.mark.parametrize(("how", "error"), [(TIMEOUT, redis.TimeoutError), (RESET, redis.ConnectionError)])
def test_a_lost_reply_leaves_the_command_done_and_the_caller_with_an_error(how, error, interrupt, r):
    crash = interrupt(in_two_steps, 1, how)
    assert r.get("n") == "1" and isinstance(crash.event, Failed) and type(crash.event.error) is error


def test_a_retry_after_a_lost_reply_counts_twice(interrupt, r):
    crash = interrupt(retries, 1, TIMEOUT)
    assert r.get("n") == "2" and crash.event.value == 2


def test_another_client_acts_in_the_gap(start, client, r):
    def looks_then_deletes(r):
        if r.get("lock") == "mine":
            r.delete("lock")

    def another_takes_it():
        r.set("lock", "other")

    r.set("lock", "mine")
    process = start(looks_then_deletes)
    begin = lambda: process.begin("looks_then_deletes", (), {}, client, "order")  # noqa: E731
    gap = filled(begin, process, 2, another_takes_it, "a call", lambda: "")
    assert str(gap) == "DEL lock" and not r.exists("lock")
    assert "another takes it" in str(gap.story)


def test_a_reply_is_shown_although_the_next_step_is_no_round_trip(start, client, r):
    def computes(r, compute):
        if r.get("n") is None:
            r.set("n", compute())

    process = start(computes)
    begin = lambda: process.begin("computes", (lambda: 7,), {}, client, "order")  # noqa: E731
    story = filled(begin, process, 1, lambda: None, "a call", lambda: "").story
    assert [str(step) for step in story.steps[1:]][::2] == ["GET n → nil", "SET n 7 → OK"]
