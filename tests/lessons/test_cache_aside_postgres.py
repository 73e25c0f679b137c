"""Lesson 20 where the shop lives elsewhere: in a real PostgreSQL at full size, and in a small SQLite.

What it prints is compared strictly for the full shop in SQLite (by nbval). Here it is judged by its errors,
and in PostgreSQL by its claims.
"""

import nbclient
import nbformat
import pytest

from helpers.paths import NOTEBOOKS
from tests.lessons.test_sabotage import claims
from tests.shop.test_shop_postgres import server  # noqa: F401 - fixture

PATH = NOTEBOOKS / "20-cache-aside.ipynb"
OF_SQLITE = {"SQLite's driver is at least twice as fast as the cache"}


def run():
    """The lesson as it comes out of a fresh kernel; an error in a cell raises here."""
    notebook = nbformat.read(PATH, as_version=4)
    resources = {"metadata": {"path": str(PATH.parent)}}
    return nbclient.NotebookClient(notebook, timeout=120, iopub_timeout=60, resources=resources).execute()


@pytest.fixture(scope="module")
def postgres(server):  # noqa: F811
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", server)
        yield run()


def test_every_claim_holds_in_postgresql(postgres):
    saved = claims(nbformat.read(PATH, as_version=4))
    assert claims(postgres) == {sentence: "✓" for sentence in saved if sentence not in OF_SQLITE}


def test_it_was_postgresql(postgres):
    plans = [
        out.data["text/plain"] for cell in postgres.cells for out in cell.get("outputs", []) if "data" in out
    ]
    assert any("Seq Scan" in plan for plan in plans) and not any("SCAN order_lines" in plan for plan in plans)


def test_it_runs_in_a_small_shop(monkeypatch):
    monkeypatch.setenv("SHOP_SCALE", "0.01")
    run()
