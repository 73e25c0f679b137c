"""The lessons that measure the shop's database, with the shop in PostgreSQL and in a small SQLite.

What they print is compared strictly for the full shop in SQLite, by nbval. Here they are judged by their
errors, and in PostgreSQL by their claims.
"""

import pytest

from helpers.course import notebook
from tests.support.by_lesson import by_lesson
from tests.support.postgres import server_fixture  # noqa: F401 - fixture
from tests.support.running import code_of, run, saved_claims

OF_SQLITE = {  # what each lesson claims in SQLite alone
    "02": {"SQLite's driver reads a row at least twice as fast as a GET"},
    "20": {"SQLite's driver is at least twice as fast as the cache"},
}
EACH = pytest.mark.parametrize("number", by_lesson(OF_SQLITE, str, id=str))


@EACH
def test_every_claim_holds_in_postgresql(number, server):
    done = run(code_of(notebook(number)), DATABASE_URL=server)
    assert done.errors == []
    made = [sentence for sentence in saved_claims(notebook(number)) if sentence not in OF_SQLITE[number]]
    assert done.claims == dict.fromkeys(made, "✓")
    if number == "20":  # and it was PostgreSQL
        assert "Seq Scan" in done.printed and "SCAN order_lines" not in done.printed


@EACH
def test_it_runs_in_a_small_shop(number):
    assert run(code_of(notebook(number)), SHOP_SCALE="0.01").errors == []
