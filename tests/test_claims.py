"""A claim prints one line, says by how much it holds or is missed, and never raises over a figure."""

import html
import re

import numpy as np
import pytest

from helpers.claims import claim
from tests.support.claimed import claimed
from tests.test_measure import masked

MISSED = "  It doesn't hold here, this time. What's different: load, disk, clock, server, code?\n"


@pytest.mark.parametrize(
    ("measured", "bounds", "line"),
    [
        (52.4, {"at_least": 10}, "✓ it holds (≈ 52.4x)"),
        (10, {"at_least": 10}, "✓ it holds (≈ 10)"),
        (2.004, {"at_least": 3}, "✗ it holds (≈ 2x, claimed: at least 3x)"),
        (0.0, {"at_least": 2}, "✗ it holds (0x, claimed: at least 2x)"),
        (0.0, {"at_most": 2}, "✓ it holds (≈ 0x)"),
        (0.98, {"at_most": 1}, "✓ it holds (≈ 0.98x)"),
        (3, {"at_most": 3}, "✓ it holds (≈ 3)"),
        (12_345, {"at_most": 4}, "✗ it holds (≈ 12,345, claimed: at most 4)"),
        (0, {"exactly": 0}, "✓ it holds (0)"),
        (1, {"exactly": 0}, "✗ it holds (1, claimed: exactly 0)"),
        (0.5, {"exactly": 0.5}, "✓ it holds (0.5x)"),
    ],
)
def test_each_bound_both_ways(capsys, measured, bounds, line):
    assert claim("it holds", measured, **bounds) is None
    assert capsys.readouterr().out == line + "\n" + (MISSED if line[0] == "✗" else "")


@pytest.mark.parametrize(
    ("measured", "unit", "figure"),
    [
        (7.04, None, "≈ 7.04x"),
        (7, None, "≈ 7"),
        (np.float64(7), None, "≈ 7x"),
        (np.int64(7000), None, "≈ 7,000"),
        (2.1, " %", "≈ 2.1 %"),
        (18234.5, " kB", "≈ 18,200 kB"),
        (7.04, "", "≈ 7.04"),
    ],
)
def test_a_float_is_a_ratio_and_a_count_has_no_unit(capsys, measured, unit, figure):
    claim("a sentence", measured, at_least=1, unit=unit)
    assert capsys.readouterr().out == f"✓ a sentence ({figure})\n"


def test_ci_compares_all_but_the_figure():
    first, second, missed = (
        masked(claimed("a sentence", figure, at_least=3)["text/plain"]) for figure in (3.14, 18_000.0, 2.9)
    )
    assert first == second
    assert missed != first, "a missed claim is seen through the mask"


def test_ci_compares_an_exact_figure():
    line = claimed("nothing is lost", 0, exactly=0)["text/plain"]
    assert masked(line) == line == "✓ nothing is lost (0)"


@pytest.mark.parametrize(
    ("measured", "bounds", "place"),
    [
        (3.0, {"at_least": 3}, 35),
        (30.0, {"at_least": 3}, 75),
        (3e9, {"at_least": 3}, 97),
        (0.3, {"at_least": 3}, 3),
        (0.3, {"at_most": 3}, 25),
        (0, {"at_most": 3}, 25),
        (-5, {"at_most": 0}, 25),
    ],
)
def test_the_dot_lies_on_the_side_that_holds(measured, bounds, place):
    assert f"left:calc({place}% - 6px)" in claimed("a sentence", measured, **bounds)["text/html"]


def test_a_card_reads_without_its_styles():
    page = claimed("`GET` is **fast**", 4.5, at_least=3)["text/html"]
    words = html.unescape(re.sub(r"<[^>]+>", " ", page))
    assert " ".join(words.split()) == "✓ GET is fast Measured ≈ 4.5x , claimed at least 3x."
    assert 'aria-label="A claim that holds"' in page


@pytest.mark.parametrize("bounds", [{}, {"at_least": 1, "at_most": 2}, {"at_most": 2, "exactly": 2}])
def test_one_bound_is_needed(bounds):
    with pytest.raises(TypeError, match="one of at_least=, at_most=, exactly="):
        claim("a sentence", 1, **bounds)


def test_bounds_are_named():
    with pytest.raises(TypeError):
        claim("a sentence", 1, 2)
