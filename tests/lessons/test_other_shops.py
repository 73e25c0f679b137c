"""The lessons that measure the shop's database, with the shop in PostgreSQL and in a small SQLite.

What they print is compared strictly for the full shop in SQLite, by nbval. Here they are judged by their
errors, and in PostgreSQL by their claims.
"""

import nbformat
import pytest

from helpers.course import notebook
from tests.support.by_lesson import by_lesson
from tests.support.postgres import server_fixture  # noqa: F401 - fixture
from tests.support.running import claims, run

OF_SQLITE = {  # what each lesson claims in SQLite alone
    "02": {"SQLite alone is at least 2 times as fast as a GET"},
    "20": {"SQLite's driver is at least twice as fast as the cache"},
}
EACH = pytest.mark.parametrize("number", by_lesson(OF_SQLITE, str, id=str))


@EACH
def test_every_claim_holds_in_postgresql(number, server, monkeypatch):
    path = notebook(number)
    monkeypatch.setenv("DATABASE_URL", server)
    done = run(path)
    saved = claims(nbformat.read(path, as_version=4))
    assert claims(done) == {sentence: "✓" for sentence in saved if sentence not in OF_SQLITE[number]}
    if number == "20":  # it was PostgreSQL
        plans = "".join(str(cell.get("outputs")) for cell in done.cells)
        assert "Seq Scan" in plans and "SCAN order_lines" not in plans


@EACH
def test_it_runs_in_a_small_shop(number, monkeypatch):
    monkeypatch.setenv("SHOP_SCALE", "0.01")
    run(notebook(number))
