"""All tests of a lesson go to one worker; others stay together by file, as their fixtures ask for."""

import pytest

from tests.support.scheduling import group, place


@pytest.mark.parametrize(
    ("nodeid", "expected"),
    [
        ("notebooks/25-eviction.ipynb::Cell 3", "25"),
        ("tests/lessons/test_sabotage.py::test_a_sabotaged_claim_turns_red[10-3]", "10"),
        ("tests/lessons/test_exercises.py::test_exercise_is_proven[11.3]", "11"),
        ("tests/lessons/test_form.py::test_form[02-redis-memcached-database]", "02"),
        ("tests/quizzes/test_quizzes.py::test_key_is_true[10 what-is-lost]", "10"),
        ("tests/lessons/test_other_shops.py::test_it_runs_in_a_small_shop[20]", "20"),
        ("tests/quizzes/test_quizzes.py::test_clicking_through", "tests/quizzes/test_quizzes.py"),
        ("tests/shop/test_shop.py::test_rows[1000]", "tests/shop/test_shop.py"),
    ],
)
def test_group(nodeid, expected):
    assert group(nodeid) == expected


def test_the_longest_come_first():
    run = [
        "tests/test_claims.py::test_a",
        "notebooks/00-start-here.ipynb::Cell 0",
        "notebooks/25-x.ipynb::Cell 0",
    ]
    assert sorted(run, key=place) == [run[2], run[0], run[1]]
