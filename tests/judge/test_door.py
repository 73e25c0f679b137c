"""`every_order`, as a lesson uses it."""

import threading

import pytest

from helpers.errors import CourseError
from helpers.judge import every_order

lock = threading.Lock()


def page_view(r, page):
    views = int(r.get(f"views:{page}") or 0) + 1
    r.set(f"views:{page}", views)
    return views


def moves(r):
    for name in ("a", "b"):
        r.set(name, int(r.get(name) or 0) + 1)


def test_a_race_is_counted_and_told():
    race = every_order(page_view, page_view, args=("home",), loses="lose a view")
    assert (race.orders, race.broken, race.bound) == (6, 4, None)
    assert str(race).startswith("4 of 6 orders lose a view\n\nClient A: page_view(r, 'home')")
    assert "GET views:home → nil" in str(race) and "<table" in race._repr_html_()


def test_all_seventy_orders_of_four_round_trips_each():
    race = every_order(moves, moves, loses="lose an update")
    assert race.orders == 70 and str(race) == str(every_order(moves, moves, loses="lose an update"))


def test_a_function_of_your_own_says_what_is_broken():
    race = every_order(
        page_view,
        lambda r, page: r.get(f"views:{page}"),
        args=("home",),
        setup=lambda r: r.set("views:home", 41),
        broken=lambda r, results: results == [42, "41"],
    )
    assert 0 < race.broken < race.orders == 3


def test_what_is_right_has_no_story():
    race = every_order(lambda r: r.incr("n"), lambda r: r.incr("n"))
    assert (race.broken, race.shortest) == (0, None) and "0 of 2 orders" in str(race)


def test_a_lock_of_the_notebook_is_refused_in_a_sentence():
    def locked(r):
        with lock:
            return 1

    with pytest.raises(CourseError, match=r"`lock`, a threading\.lock, can't go there"):
        every_order(locked, locked)
