"""Maps of cities, and the cells of a geohash."""

import numpy as np
from matplotlib.patches import Ellipse, Rectangle
from matplotlib.patheffects import withStroke

from helpers.charts import COLORS, figure, headline, show, style
from helpers.display.palette import BLUE_TINT, HAIRLINE, INK


def _europe(places):
    """Return figure and axes of a map of Europe with `places`: name → (longitude, latitude)."""
    view = (-12, 33, 35.5, 62)
    fig, ax = figure(height=1.5)
    with style():
        ax.set(xlim=view[:2], ylim=view[2:], xlabel="longitude (° east)", ylabel="latitude (° north)")
        ax.set_aspect(1.6)  # a degree of longitude is shorter by that at 51 degrees north
        ax.grid(visible=False)
        for name, (longitude, latitude) in places.items():
            if view[0] < longitude < view[1] and view[2] < latitude < view[3]:
                ax.plot(longitude, latitude, "o", color=COLORS["neutral"])
                left = name in {"Amsterdam", "Hamburg", "London", "Munich"}  # or they would overlap
                text = ax.annotate(
                    name,
                    (longitude, latitude),
                    (-5 if left else 5, -12 if name == "Stockholm" else 4),
                    textcoords="offset points",
                )
                text.set(ha="right" if left else "left", size=0.85 * text.get_size())
                text.set_path_effects([withStroke(linewidth=3, foreground="white")])  # over lines
    return fig, ax


def nearest_on_map(places, centre, found, radius_km):
    """Show the cities of Europe, with lines from a center to those within a radius (lesson 17)."""
    fig, ax = _europe(places)
    x, y = centre["longitude"], centre["latitude"]
    with style():
        width = radius_km / 111.2 / np.cos(np.radians(y))
        shape = {"facecolor": BLUE_TINT, "edgecolor": COLORS["redis"], "zorder": 0}
        ax.add_patch(Ellipse((x, y), 2 * width, 2 * radius_km / 111.2, **shape))
        for name in found:
            ax.plot(*zip((x, y), places[name], strict=True), color=COLORS["redis"], zorder=1)
            ax.plot(*places[name], "o", color=COLORS["redis"])
        ax.plot(x, y, "s", color=INK)
        name = ax.annotate("center", (x, y), (7, -4), textcoords="offset points", weight="bold")
        name.set_path_effects([withStroke(linewidth=3, foreground="white")])
    headline(fig, f"{found[0]} is the nearest of {len(found)} cities within {radius_km} km")
    show(
        fig,
        f"A map of European cities with a center at {x}, {y}. Within {radius_km} km, nearest first: "
        f"{', '.join(found)}.",
        small_print="",
    )


def geohash_cells(places, cell):
    """Show the cells of ten-bit geohashes in Europe, with one cell and the cells around it (lesson 17)."""
    column, row = (sum((cell >> 2 * i + odd & 1) << i for i in range(5)) for odd in (1, 0))
    wide, high = 360 / 32, 2 * 85.05112878 / 32
    left, bottom = -180 + column * wide, -85.05112878 + row * high
    fig, ax = _europe(places)
    with style():
        for i in range(33):
            ax.axvline(-180 + i * wide, color=HAIRLINE, lw=1, zorder=0)
            ax.axhline(-85.05112878 + i * high, color=HAIRLINE, lw=1, zorder=0)
        around = Rectangle((left - wide, bottom - high), 3 * wide, 3 * high, facecolor="#F1F6FA", zorder=-2)
        ax.add_patch(around)
        ax.add_patch(Rectangle((left, bottom), wide, high, facecolor="#C5DCEC", zorder=-1))
        inside = []
        for name, (x, y) in places.items():
            if 0 <= x - left < wide and 0 <= y - bottom < high:
                ax.plot(x, y, "o", color=COLORS["redis"])
                inside.append(name)
    headline(fig, "Cities that are close to each other can be in two cells")
    show(
        fig,
        f"A map of European cities, divided into cells of {wide:.2f} by {high:.1f} degrees. One cell "
        f"contains {', '.join(sorted(inside))}. The eight cells around it are marked too.",
        small_print="",
    )
