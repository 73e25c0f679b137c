"""No answer, however hostile, hurts the notebook or raises into it."""

import re

import pytest

from helpers.errors import CourseError
from helpers.exercises import check
from helpers.exercises._catalogue import find, functions_of


def said(verdict):
    return f"{verdict.observed} {verdict.expected} {verdict.question}"


# Not attempted, or not a function


def test_stub_and_empty_bodies_are_not_attempted():
    def commented(r, page):
        """Another docstring."""
        # nothing yet
        ...

    def passing(r, page):
        pass

    def ellipsis(r, page):
        return ...

    def refusing(r, page):
        raise NotImplementedError

    def not_implemented(r, page):
        return NotImplemented

    for answer in (commented, passing, ellipsis, refusing, not_implemented):
        verdict = check("10.1", answer)
        assert verdict.state == "not attempted", answer
        assert "`page_view`" in repr(verdict) and 'hint("10.1")' in repr(verdict)


def test_one_of_two_functions_still_to_write():
    stubs = find("10.2").stubs
    written = functions_of(find("10.2").folder / "solution.py")
    verdict = check("10.2", written["issue_token"], stubs["redeem_token"])
    assert verdict.state == "not attempted"
    assert "redeem_token" in verdict.expected and "issue_token" not in verdict.expected


@pytest.mark.parametrize("given", [(), (3,), (None,), (print, print)], ids=str)
def test_something_else_than_the_function(given):
    verdict = check("10.1", *given)
    assert verdict.state == "error"
    assert 'check("10.1", page_view)' in repr(verdict)


def test_unknown_exercise_is_one_sentence():
    with pytest.raises(CourseError, match=r"no exercise '10.9': there are 10\.1, 10\.2, 10\.3"):
        check("10.9", print)


def test_card_of_a_stub_is_the_same_every_time():
    stub = find("10.1").stubs["page_view"]
    cards = {(repr(one), one._repr_html_()) for one in (check("10.1", stub), check("10.1", stub))}
    assert len(cards) == 1
    assert 'role="status"' in cards.pop()[1]


# Answers that raise, print, destroy


def raises(r, page):
    return r.incrr(page)


def raises_exit(r, page):
    raise SystemExit


def raises_interrupt(r, page):
    raise type("MyInterrupt", (KeyboardInterrupt,), {})("here")


def raises_in_redis(r, page):
    r.set("text", "abc")
    return r.incr("text")


def takes_no_page(r):
    return r.incr("views:home")


def returns_nothing(r, page):
    r.incr(f"views:{page}")


def flushes(r, page):
    r.flushall()


def shuts_down(r, page):
    r.shutdown(nosave=True)


def locks_out(r, page):
    r.config_set("requirepass", "secret")
    return r.incr(f"views:{page}")


def fills_up(r, page):
    r.config_set("maxmemory", "1")
    return r.incr(f"views:{page}")


def wrong_type(r, page):
    return r.rpush(f"views:{page}", "a view")


def binary(r, page):
    r.set(f"views:{page}", b"\xff\xfe")


SURVIVED = {
    raises: (
        "error",
        r"AttributeError: 'Redis' object has no attribute 'incrr', at line \d+ .*: `return r.incrr\(page\)`",
    ),
    raises_exit: ("error", "SystemExit, at line .* of your cell"),
    raises_interrupt: ("error", "MyInterrupt: here, at line"),
    raises_in_redis: ("error", "not an integer.*return r.incr"),
    takes_no_page: ("not yet", r"calls `page_view\(r, 'home'\)`, but your function is `page_view\(r\)`"),
    returns_nothing: ("not yet", "returned None"),
    flushes: ("not yet", "holds no key"),
    shuts_down: ("not yet", "sent it `SHUTDOWN`"),
    locks_out: ("not yet|error", "invalid username-password|required|AUTH|secret"),
    fills_up: ("error", "OutOfMemoryError"),
    wrong_type: ("not yet", "`views:home` is a list"),
    binary: ("not yet", "returned None"),
}


@pytest.mark.parametrize("answer", SURVIVED, ids=lambda answer: answer.__name__)
def test_survived(answer):
    state, words = SURVIVED[answer]
    verdict = check("10.1", answer)
    assert re.fullmatch(state, verdict.state), verdict
    assert re.search(words, said(verdict)), verdict
    assert 'hint("10.1")' in repr(verdict) and "<" not in re.sub(r"</?[a-z][^>]*>", "", verdict._repr_html_())


def test_harmless_mischief_passes():
    def closes_its_client(r, page):
        number = r.incr(f"views:{page}")
        r.close()
        r.get = None
        return number

    assert check("10.1", closes_its_client).passed


def test_a_class_instance_is_a_function_too():
    class Counter:
        def __call__(self, r, page):
            return r.incr(f"views:{page}")

    assert check("10.1", Counter()).passed


def test_printed_lines_are_shown_and_a_flood_is_cut(capsys):
    def prints(r, page):
        print("looking at", page)

    def floods(r, page):
        for _ in range(100_000):
            print("x" * 1000)

    assert check("10.1", prints).printed == ["looking at home"]
    verdict = check("10.1", floods)
    assert len(repr(verdict)) < 2500 and verdict.printed[-1] == "... and more"
    assert capsys.readouterr().out == ""


def test_the_card_shows_what_happened():
    verdict = check("10.1", returns_nothing)
    assert verdict.called == "page_view(r, 'home')"
    assert verdict.asked == ["INCRBY views:home 1"]
    assert verdict.holds == ['views:home  string "1"  never expires']
