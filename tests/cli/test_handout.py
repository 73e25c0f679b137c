"""The handout of a lesson: its commands, charts, tables and claims, from its cells."""

import html
import re

import nbformat
import pytest

from helpers.cli import handout
from helpers.course import written
from tests.support.running import CLAIM, code_of, printed

pytestmark = pytest.mark.lesson(number="03")


@pytest.fixture(scope="module")
def page():
    return handout.page(nbformat.read(written("03"), as_version=4))


def test_every_command_that_is_typed_is_on_it(page):
    commands = [cell.source for cell in code_of(written("03")) if cell.source.startswith(handout.COMMANDS)]
    lines = [line for source in commands for line in source.splitlines()[1:]]
    assert len(lines) > 10
    assert all(html.escape(line) in page for line in lines)


def test_it_has_three_pictures_two_tables_and_every_claim(page):
    assert len(re.findall(r"<img alt=\"Chart: ", page)) == 3
    assert page.count("<table>") == 2
    claims = [sentence for cell in code_of(written("03")) for _, sentence in CLAIM.findall(printed(cell))]
    assert claims and all(f"<li>{html.escape(claim)} (" in page for claim in claims)


def test_it_says_where_to_read_on(page):
    assert '<a href="42-rate-limiting.ipynb">42 · Rate limiting</a>' in page
    assert "<h2>Takeaways</h2>" in page and "<h2>Quiz</h2>" not in page


def test_it_needs_nothing_from_elsewhere(page):
    assert not re.findall(r"https?://", page)


@pytest.mark.parametrize("number", ["10", "60"])
def test_every_lesson_has_one(number, tmp_path):
    handout.write(number, tmp_path / "handout.html")
    assert f"<title>{number} · " in (tmp_path / "handout.html").read_text(encoding="utf-8")
