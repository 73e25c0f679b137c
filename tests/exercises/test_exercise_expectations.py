"""What is expected of every answer, whatever its exercise: each kind of fault is planted and named."""

import re
import threading

import pytest
import redis

from helpers.exercises import call, every_crash, every_order, expect, gaps, too_little, twin
from tests.support.one_step import in_a_step

lock = threading.Lock()
KEYS = {"n": None, "token:*": 60}


def said(verdict):
    return f"{verdict.observed} {verdict.expected} {verdict.question}"


# Keys, expiries, waiting, round trips


def leaves_a_key(r):
    r.set("scratch", 1)


def sets_an_expiry(r):
    r.set("n", 1, ex=60)


def forgets_an_expiry(r):
    r.set("token:a", "ana")


def counts_in_milliseconds(r):
    r.set("token:a", "ana", ex=60_000)


def waits_for_a_job(r):
    r.blpop("jobs", timeout=0.01)


def waits_in_a_stream(r):
    r.xread({"jobs": 0}, block=10)


def asks_twice(r):
    r.get("n")
    r.get("n")


def captures_a_lock(r):
    with lock:
        return 1


def ends_the_program(r):
    import os

    os._exit(1)


def returns_ten_megabytes(r):
    return "x" * 10_000_000


def is_right(r):
    r.pipeline().incr("n").set("token:a", "ana", ex=60).execute()


KINDS = {
    leaves_a_key: "leaves the key `scratch` behind",
    sets_an_expiry: "`n` expires in 60 s a key that never expires",
    forgets_an_expiry: "`TTL token:a` is -1",
    counts_in_milliseconds: "expires in 60,000 s an expiry within 60 s In which unit",
    waits_for_a_job: "`BLPOP jobs 0.01`, which waits",
    waits_in_a_stream: "`XREAD BLOCK 10 STREAMS jobs 0`, which waits",
    asks_twice: "took 2 round trips: GET, GET",
    captures_a_lock: "uses `lock`, a `threading.lock`",
    ends_the_program: "ended in the middle of the call, with exit code 1",
}


@pytest.mark.parametrize("answer", KINDS, ids=lambda one: one.__name__)
def test_each_kind_is_named(answer):
    def step(ctx):
        getattr(ctx.answer, answer.__name__)()

    verdict = in_a_step(step, answer, KEYS=KEYS, TRIPS={"asks_twice": 1})
    assert verdict.state == "not yet" and KINDS[answer] in said(verdict), verdict
    assert verdict.question.endswith("?")


def test_what_keeps_to_all_of_it_passes():
    assert in_a_step(lambda ctx: ctx.answer.is_right(), is_right, KEYS=KEYS, TRIPS={"is_right": 1}).passed


def test_an_exercise_may_allow_waiting():
    answer = in_a_step(lambda ctx: ctx.answer.waits_for_a_job(), waits_for_a_job, KEYS=KEYS, MAY_BLOCK=True)
    assert answer.passed


def test_a_result_of_ten_megabytes_fits_on_a_card():
    def step(ctx):
        got = ctx.answer.returns_ten_megabytes()
        expect(got == 1, f"it returned {got!r}", "1", "How many?")

    verdict = in_a_step(step, returns_ten_megabytes)
    assert len(repr(verdict)) < 2000 and len(verdict._repr_html_()) < 8000


# In orders, crashes and gaps, too


def in_two_trips(r):
    if r.incr("count:n") == 1:
        r.expire("count:n", 60)


def in_one_script(r):
    r.eval("if redis.call('INCR', KEYS[1]) == 1 then redis.call('EXPIRE', KEYS[1], 60) end", 1, "count:n")


def in_a_plain_pipeline(r):
    r.pipeline(transaction=False).incr("count:n").expire("count:n", 60).execute()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(in_two_trips, "TTL count:n` is -1"), (in_one_script, ""), (in_a_plain_pipeline, "")],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_key_without_its_expiry_after_a_crash(answer, reason):
    def step(ctx):
        every_crash(ctx, getattr(call, answer.__name__)(), lambda crash: None)

    assert reason in in_a_step(step, answer, KEYS={"count:*": 60}).observed


def test_a_lost_reply_is_tried_as_well_as_a_killed_process():
    def retries(r):
        try:
            return r.incr("n")
        except redis.TimeoutError:
            return r.incr("n")

    def step(ctx):
        def once(crash):
            count = int(ctx.r.get("n") or 0)
            expect(count <= 1, f"{crash}, and it counted {count} times", "once", "Did the first INCR run?")

        every_crash(ctx, call.retries(), once)

    verdict = in_a_step(step, retries, KEYS=KEYS)
    assert "reply was lost: the call timed out, and it counted 2 times" in verdict.observed
    assert "✗ reply lost" in str(verdict.story)


def test_a_blocking_command_in_an_order_is_refused_and_not_waited_for():
    def step(ctx):
        every_order(ctx, call.waits_for_a_job(), call.waits_for_a_job(), question="Who waits?")

    assert "which waits" in in_a_step(step, waits_for_a_job, KEYS=KEYS).observed


def test_another_client_in_a_gap():
    def looks_then_deletes(r):
        if r.get("n") == "mine":
            r.delete("n")

    def step(ctx):
        def untouched(gap):
            expect(ctx.r.get("n") == "other", f"before `{gap}` it changed hands", "n", "Whose is it?")

        gaps(
            ctx,
            call.looks_then_deletes(),
            lambda: ctx.r.set("n", "other"),
            untouched,
            lambda: ctx.r.set("n", "mine"),
        )

    verdict = in_a_step(step, looks_then_deletes, KEYS=KEYS, CLIENT={"decode_responses": True})
    assert verdict.observed == "before `DEL n` it changed hands"


# What a check can't say, and what isn't the learner's


def test_seen_too_little_is_no_verdict():
    def step(ctx):
        too_little("the disk confirms nothing")

    verdict = in_a_step(step, is_right, KEYS=KEYS)
    assert verdict.state == "seen too little" and "the disk confirms nothing" in repr(verdict)


def test_an_exception_in_a_check_is_not_shown_as_the_learners():
    verdict = in_a_step(lambda ctx: int('{"count": 6}'), is_right, KEYS=KEYS)
    assert verdict.state == "seen too little" and "the check itself stopped" in verdict.observed


def test_a_twin_is_seeded_and_an_answer_cannot_reach_it():
    def far(r, page):
        r.flushall()

    def step(ctx):
        twin(ctx, lambda g: call.page_view(g.text()))

    verdict = in_a_step(step, _named(far, "page_view"), KEYS={"views:*": None})
    assert "`FLUSHALL`" in verdict.observed and "other data" in verdict.expected


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda r, page: float(r.incr(f"views:{page}")), "of the type `int`"),
        (lambda r, page: r.incr(f"views:{page.lower()}"), "ü€😀|A|views:"),
        (lambda r, page: r.incr(f"views:{page or 'home'}"), "page_view(r, '')"),
        (lambda r, page: (r.incr(f"views:{page}"), r.expire(f"views:{page}", 60))[0], "expires in 60 s"),
        (lambda r, page: (r.incr(f"views:{page}"), r.incr("views"))[0], "`views`"),
        (lambda r, page: r.incr("views:x"), "holds nothing"),
    ],
    ids=["float", "lower case", "empty", "an expiry", "an extra key", "one key for all"],
)
def test_a_twin_names_what_is_different(answer, reason):
    def step(ctx):
        twin(ctx, lambda g: call.page_view(g.choice([g.text(), "Home", "home"])))

    verdict = in_a_step(step, _named(answer, "page_view"), KEYS={"views*": None})
    assert verdict.state == "not yet", verdict
    assert re.search(re.escape(reason) if "|" not in reason else reason, said(verdict)), verdict


def _named(function, name):
    function.__name__ = name
    return function


# The notebook's own


def test_nothing_of_the_notebook_changes_by_a_check():
    from helpers.exercises import check

    views = {"home": 1}

    def spoils(r, page):
        views.clear()
        redis.Redis.get = lambda *args: "spoilt"
        return r.incr(f"views:{page}")

    assert check("10.1", spoils).passed
    assert views == {"home": 1} and redis.Redis.get.__name__ == "get"
    assert check("10.1", lambda_of(redis.Redis.incr)).passed


def lambda_of(incr):
    def page_view(r, page):
        return incr(r, f"views:{page}")

    return page_view
