"""Lesson 02 where the shop lives elsewhere: in a real PostgreSQL at full size, and in a small SQLite."""

import nbclient
import nbformat
import pytest

from helpers.paths import ROOT
from tests.lessons.test_sabotage import claims
from tests.shop.test_shop_postgres import server  # noqa: F401 - fixture

PATH = ROOT / "notebooks" / "02-redis-memcached-database.ipynb"
OF_SQLITE = {"SQLite alone is at least 2 times as fast as a GET"}


def run():
    """The lesson as it comes out of a fresh kernel; an error in a cell raises here."""
    notebook = nbformat.read(PATH, as_version=4)
    resources = {"metadata": {"path": str(PATH.parent)}}
    return nbclient.NotebookClient(notebook, timeout=120, resources=resources).execute()


@pytest.fixture(scope="module")
def postgres(server):  # noqa: F811
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", server)
        yield run()


def test_every_claim_holds_in_postgresql(postgres):
    saved = claims(nbformat.read(PATH, as_version=4))
    assert claims(postgres) == {sentence: "✓" for sentence in saved if sentence not in OF_SQLITE}


def test_it_was_postgresql(postgres):
    assert not any("SQLite alone" in str(cell.get("outputs")) for cell in postgres.cells)


def test_it_runs_in_a_small_shop(monkeypatch):
    monkeypatch.setenv("SHOP_SCALE", "0.01")
    run()
