"""Charts in the house style with one message each, and what you need to draw others in the same style."""

from helpers.setup import importing

with importing.whole():
    from helpers.charts.house import (
        figure,
        headline,
        log_time,
        logarithmic,
        number,
        png,
        projector,
        show,
        style,
        svg,
    )
    from helpers.charts.plots import bars, compare, ecdf, lines
    from helpers.display.palette import COLORS

__all__ = [
    "COLORS",
    "bars",
    "compare",
    "ecdf",
    "figure",
    "headline",
    "lines",
    "log_time",
    "logarithmic",
    "number",
    "png",
    "projector",
    "show",
    "style",
    "svg",
]
