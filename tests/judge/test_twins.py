"""A twin that agrees or not, and the shortest sequence that shows it."""

import pytest

from helpers.exercises import call, other
from helpers.judge.twins import Twins
from helpers.judge.view import view


def right(r, page):
    return r.incr(f"views:{page}")


@pytest.fixture
def difference(start, client, server, r):
    """The Difference between a function and `right`, or None."""
    there = server.client(db=9, encoding_errors="backslashreplace")

    def difference(function, calls, **options):
        processes = start(function), start(function)

        def prepare(seed):
            for process in processes:
                process.load()
            for one in (r, there):
                one.flushdb()

        def answer(name, args, kwargs, second):
            return processes[second].call(function.__name__, args, kwargs, client, "count")

        databases = {True: there, False: r}

        def twin(name, args, kwargs, there):
            return right(databases[there], *args)

        return Twins(calls, answer, twin, prepare, (r, there), **options).search()

    return difference


def pages(g):
    return call.page_view(g.choice(["home", "cart", "a:b"]))


def test_the_same_function_agrees(difference):
    assert difference(right, pages) is None


def test_a_difference_is_cut_to_the_calls_that_show_it(difference):
    def stops_at_two(r, page):
        views = r.incr(f"views:{page}")
        return views if views < 3 else 2

    found = difference(stops_at_two, pages)
    assert (found.kind, found.got, found.wanted, len(found.turns)) == ("reply", 2, 3, 3)
    assert len({str(turn.what) for turn in found.turns}) == 1


def test_types_are_part_of_a_result(difference):
    def as_a_float(r, page):
        return float(r.incr(f"views:{page}"))

    found = difference(as_a_float, pages)
    assert (found.kind, len(found.turns)) == ("type", 1)


def test_memory_in_python_shows_in_a_second_process(difference):
    memory = {}

    def remembers(r, page):
        memory[page] = memory.get(page, 0) + 1
        r.set(f"views:{page}", memory[page])
        return memory[page]

    found = difference(remembers, pages)
    assert found.kind == "reply" and len({turn.by for turn in found.turns}) > 1


def test_what_another_client_does_counts(difference):
    def renews(r, page):
        views = r.incr(f"views:{page}")
        r.persist(f"views:{page}")
        return views

    def calls(g):
        return g.choice([call.page_view("home"), other.expire("views:home", 60)])

    found = difference(renews, calls)
    assert (found.kind, found.kind_of_key, found.key) == ("keys", "expiry", "views:home")


def test_an_error_of_the_answer_is_its_own(difference):
    def fails(r, page):
        return 1 / 0

    found = difference(fails, pages)
    assert isinstance(found.error, ZeroDivisionError) and len(found.turns) == 1


def test_a_view_compares_content_type_and_expiry(r):
    r.set("a", 1, ex=100)
    r.rpush("b", 1, 2)
    before = view(r)
    r.expire("a", 99)
    assert view(r)["a"].same(before["a"])
    r.persist("a")
    assert not view(r)["a"].same(before["a"])
    r.lmove("b", "b", "LEFT", "RIGHT")
    assert not view(r)["b"].same(before["b"]) and view(r)["b"].same(before["b"], ordered=False)
