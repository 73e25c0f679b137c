"""A claim prints one line, says by how much it holds or is missed, and never raises over a figure."""

import numpy as np
import pytest

from helpers.claims import claim
from tests.test_measure import masked

MISSED = "  Not here, not this time. What is different: the load, the disk, the server, the code?\n"


@pytest.mark.parametrize(
    ("measured", "bounds", "line"),
    [
        (52.4, {"at_least": 10}, "✓ it holds (≈ 52.4x)"),
        (10, {"at_least": 10}, "✓ it holds (≈ 10)"),
        (2.004, {"at_least": 3}, "✗ it holds (≈ 2x, claimed: at least 3x)"),
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


def test_ci_compares_all_but_the_figure(capsys):
    lines = []
    for measured in (3.14, 18_000.0, 2.9):
        claim("100 in a pipeline are at least 3 times as fast as one by one", measured, at_least=3)
        lines.append(masked(capsys.readouterr().out))
    assert lines[0] == lines[1]
    assert lines[2] != lines[0], "a missed claim is seen through the mask"


def test_ci_compares_an_exact_figure(capsys):
    claim("nothing is lost", 0, exactly=0)
    line = capsys.readouterr().out
    assert masked(line) == line


@pytest.mark.parametrize("bounds", [{}, {"at_least": 1, "at_most": 2}, {"at_most": 2, "exactly": 2}])
def test_one_bound_is_needed(bounds):
    with pytest.raises(TypeError, match="one of at_least=, at_most=, exactly="):
        claim("a sentence", 1, **bounds)


def test_bounds_are_named():
    with pytest.raises(TypeError):
        claim("a sentence", 1, 2)
