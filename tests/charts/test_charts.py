"""Charts are legible whatever the data, carry their text, and come out alike from any thread."""

import io
import itertools
import threading
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

from helpers import charts, servers
from helpers.charts import house, plots
from helpers.measure import Latencies

SMALL_PRINT = "Redis 8.0.2 in a container, redis-py 8.1.0, TCP"
LONG = ["SQLAlchemy Core, statement built for every call", "SQLAlchemy Core, prepared once, executed often"]
LONG_TITLE = "A title that is rather longer than the forty characters that we want from it"


def latencies(spread=0.25, samples=200, **medians):
    rng = np.random.default_rng(1)
    return Latencies({name: rng.lognormal(np.log(µs), spread, samples) for name, µs in medians.items()})


SIX = {"a": 60, "b": 75, "c": 300, "d": 3000, "e": 3100, "f": 9}
WAYS = {
    "one way": latencies(GET=60),
    "two ways": latencies(dictionary=0.06, GET=60),
    "six ways": latencies(**SIX),
    "equal ways": latencies(TCP=60, socket=60),
    "equal samples": Latencies({"a": np.full(9, 5.0), "b": np.full(9, 5.0)}),
    "tiny differences": latencies(spread=0.01, TCP=60, socket=50),
    "small ratios": latencies(a=60, b=47, c=36),
    "a ratio of 1e8": latencies(dictionary=0.05, aggregate=5e6),
    "long labels": latencies(**dict(zip([*LONG, "raw"], [60, 20, 10], strict=True))),
}
CURVES = ["one way", "six ways", "equal ways", "a ratio of 1e8", "long labels"]
XS = [1, 10, 100, 1000, 10_000]
LINES = {
    "two": (
        {"pipeline": [60, 12, 7, 6, 6], "one by one": [60, 60, 61, 60, 59]},
        {"logx": True, "time": True},
    ),
    "one end": ({name: [1, 2, 3, 4, 5] for name in ("LRU", "LFU", "random", LONG[0])}, {}),
    "close ends": ({f"series {i}": [i, 5, 5, 5, 5 + i / 100] for i in range(6)}, {}),
    "negative": ({"drift": [0, -3, 2, -8, -9]}, {}),
    "within a decade": ({"memory": [50, 51, 52, 53, 52]}, {"logx": True, "logy": True}),
}
BARS = {
    "one": ({"lost": 928}, {}),
    "zeros": ({"naive": 928, "Lua": 0, "WATCH": 0}, {}),
    "nothing": ({"naive": 0, "Lua": 0}, {}),
    "millions": ({"one key each": 72_000_000, "bucketed": 10_000_000}, {}),
    "a billion": ({LONG[0]: 6_123_456_789, LONG[1]: 20, "raw": 10}, {}),
    "fractions": ({"LRU": 0.3333333, "LFU": 0.4}, {}),
    "dots": ({"set": 5_500_000, "HyperLogLog": 12_304}, {"log": True}),
}
GUESS = SimpleNamespace(value=40, text="40x")
PAIR = {"guess": GUESS, "pairs": [("a", "d")]}
CASES = [
    ("compare: a guess", charts.compare, [WAYS["six ways"], LONG_TITLE], PAIR),
    (
        "bars: a guess",
        charts.bars,
        [SIX],
        {"title": "b", "xlabel": "µs", "log": True, "pair": ("d", "a"), "guess": GUESS},
    ),
    *((f"compare: {name}", charts.compare, [ways, LONG_TITLE], {}) for name, ways in WAYS.items()),
    *((f"ecdf: {name}", charts.ecdf, [WAYS[name], "Short"], {}) for name in CURVES),
    *(
        (
            f"lines: {name}",
            charts.lines,
            [XS, series],
            {"title": "Growth", "xlabel": "n", "ylabel": "MB"} | more,
        )
        for name, (series, more) in LINES.items()
    ),
    *(
        (f"bars: {name}", charts.bars, [values], {"title": "Lost", "xlabel": "updates"} | more)
        for name, (values, more) in BARS.items()
    ),
]
every_chart = pytest.mark.parametrize(
    ("draw", "arguments", "options"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)


class Shown(list):
    """What has been displayed: (figure, bundle, metadata of the picture)."""

    @property
    def figure(self):
        return self[-1][0]

    @property
    def text(self):
        return self[-1][1]["text/plain"]


@pytest.fixture
def shown(monkeypatch):
    """Catches what charts display; their small print needs no server here, their dots are few."""
    caught, drawn, png = Shown(), threading.local(), house.png

    def remember(fig):
        drawn.figure = fig
        return png(fig)

    def display(bundle, metadata):
        caught.append((drawn.figure, bundle, metadata["image/png"]))

    monkeypatch.setattr(house, "png", remember)
    monkeypatch.setattr(house, "show_reading", display)
    monkeypatch.setattr(house, "_DPI", 60)
    monkeypatch.setattr(servers, "connect", lambda: None)
    monkeypatch.setattr(servers, "describe", lambda _: SMALL_PRINT)
    return caught


@pytest.fixture
def on_the_stage():
    charts.projector()
    yield
    charts.projector(False)


def texts_of(fig, monkeypatch):
    """(text, its box in pixels) of every text that is drawn."""
    found, draw = [], Text.draw

    def noting(self, renderer):
        if self.get_visible() and self.get_text().strip():
            found.append((self.get_text(), self.get_window_extent(renderer)))
        draw(self, renderer)

    with monkeypatch.context() as patch, house.style():
        patch.setattr(Text, "draw", noting)
        fig.draw_without_rendering()
    return found


def overlapping(texts):
    """Pairs of texts that share more than a pixel of ground."""
    for (one, a), (other, b) in itertools.combinations(texts, 2):
        width = min(a.x1, b.x1) - max(a.x0, b.x0)
        height = min(a.y1, b.y1) - max(a.y0, b.y0)
        if width > 1 and height > 1:
            yield one, other


def assert_legible(fig, monkeypatch):
    texts = texts_of(fig, monkeypatch)
    assert not list(overlapping(texts))
    with house.style():
        bounds = fig.get_tightbbox().padded(0.13)  # inches; what `png` leaves around it and rounding
    inch = fig.dpi
    for text, box in texts:
        inside = bounds.x0 * inch <= box.x0 and box.x1 <= bounds.x1 * inch
        assert inside and bounds.y0 * inch <= box.y0 and box.y1 <= bounds.y1 * inch, text
    width, height = bounds.width, bounds.height
    planned = fig.get_size_inches()
    assert width < planned[0] * 1.08 and height < planned[1] * 1.12, "it grew beyond its size"


@pytest.fixture
def figure_of(shown, monkeypatch):
    """`figure_of(draw, …)` is the figure that it shows, without the work of painting it."""
    figures_shown = []
    monkeypatch.setattr(house, "png", lambda fig: figures_shown.append(fig) or bytes(24))
    monkeypatch.setattr(house, "show_reading", lambda *_, **__: None)

    def figure_of(draw, arguments, options):
        assert draw(*arguments, **options) is None
        return figures_shown.pop()

    return figure_of


@every_chart
def test_it_is_legible_on_the_screen(figure_of, monkeypatch, draw, arguments, options):
    assert_legible(figure_of(draw, arguments, options), monkeypatch)


@every_chart
def test_it_is_legible_on_the_stage(figure_of, monkeypatch, on_the_stage, draw, arguments, options):
    assert_legible(figure_of(draw, arguments, options), monkeypatch)


def test_overlaps_are_found(monkeypatch):
    fig, ax = house.figure()
    ax.text(0.5, 0.5, "one")
    ax.text(0.51, 0.5, "other")
    assert ("one", "other") in set(overlapping(texts_of(fig, monkeypatch)))


@pytest.mark.parametrize(
    ("draw", "arguments", "options", "told"),
    [
        (charts.compare, [WAYS["two ways"], "Title"], {}, "dictionary ≈ 0.06 µs, GET ≈ "),
        (charts.ecdf, [WAYS["two ways"], "Title"], {}, "99 % of the calls finish within: dictionary ≈ "),
        (
            charts.lines,
            [[1, 2], {"LRU": [1, 20]}],
            {"title": "Title", "xlabel": "n", "ylabel": "MB"},
            "MB over n: LRU from ≈ 1 to ≈ 20.",
        ),
        (
            charts.lines,
            [[1, 2, 3], {"waiting": [0, 32, 0], "sent": [1, 7, 2]}],
            {"title": "Title", "xlabel": "n", "ylabel": "MB"},
            "waiting from ≈ 0 up to ≈ 32 and to ≈ 0, sent from ≈ 1 to ≈ 2.",
        ),
        (charts.bars, [{"lost": 1200}], {"title": "Title", "xlabel": "updates"}, "updates: lost ≈ 1,200."),
    ],
)
def test_it_shows_a_picture_and_its_text(shown, monkeypatch, draw, arguments, options, told):
    draw(*arguments, **options)
    fig, bundle, metadata = shown[0]
    assert set(bundle) == {"image/png", "text/plain"}
    assert shown.text.startswith("Chart: Title. ")
    assert told in shown.text
    assert metadata["alt"] == shown.text
    picture = Image.open(io.BytesIO(bundle["image/png"]))
    assert (metadata["width"], metadata["height"]) == (picture.width // 2, picture.height // 2)
    texts = [text for text, _ in texts_of(fig, monkeypatch)]
    assert "Title" in texts
    assert any(text.startswith(SMALL_PRINT) for text in texts)


def test_a_question_for_a_title_needs_no_full_stop(shown):
    charts.bars({"lost": 1}, title="How many are lost?", xlabel="updates")
    assert shown.text.startswith("Chart: How many are lost? updates: ")


def test_the_small_print_counts_the_samples(shown, monkeypatch):
    charts.compare(WAYS["two ways"], "Title")
    assert f"{SMALL_PRINT}, 200 samples each" in [text for text, _ in texts_of(shown.figure, monkeypatch)]


FOUR = Latencies({"a": [1] * 9, "b": [52] * 9, "c": [53] * 9, "d": [530] * 9})


@pytest.mark.parametrize(
    ("pairs", "ratios"),
    [(None, []), ([("a", "b"), ("b", "c"), ("d", "c")], ["52x", "10x"]), ([("a", "d")], ["530x"])],
)
def test_the_ratio_stands_between_a_pair_unless_they_are_equal(shown, monkeypatch, pairs, ratios):
    charts.compare(FOUR, "Title", pairs=pairs)
    assert [text for text, _ in texts_of(shown.figure, monkeypatch) if text.endswith("x")] == ratios


def test_the_ratio_in_a_title_is_that_of_the_marks(shown):
    charts.compare(FOUR, "d takes {ratio} as long as a", pairs=[("a", "d")])
    assert shown.figure.get_suptitle() == "d takes ≈\u00a0530x as long as a"
    charts.bars({"a": 3, "b": 12}, title="b is {ratio} a", xlabel="n", pair=("a", "b"))
    assert shown.figure.get_suptitle() == "b is ≈\u00a04x a"


def test_a_guess_is_a_mark_of_its_own(shown, monkeypatch):
    charts.compare(FOUR, "Title", pairs=[("a", "d")], guess=GUESS)
    diamond = shown.figure.axes[0].lines[-1]
    assert (diamond.get_xdata()[0], diamond.get_marker()) == (40, "D")
    assert {"your guess", "40x"} <= {text for text, _ in texts_of(shown.figure, monkeypatch)}
    told = shown.text
    charts.compare(FOUR, "Title", pairs=[("a", "d")])
    assert shown.text == told


def test_colours_have_meanings(shown):
    colors = {"dictionary": "memory", "GET": "redis"}
    charts.compare(WAYS["two ways"], "Title", colors)
    drawn = [line.get_color() for line in shown.figure.axes[0].lines]
    assert drawn == [charts.COLORS["memory"]] * 3 + [charts.COLORS["redis"]] * 3
    charts.lines([1, 2], {"GET": [1, 2]}, title="t", xlabel="x", ylabel="y", colors={"GET": "#123456"})
    assert [line.get_color() for line in shown.figure.axes[0].lines] == ["#123456"]
    charts.bars({"naive": 3, "Lua": 1}, title="t", xlabel="x", colors={"naive": "lost", "Lua": "kept"})
    faces = [tuple(np.round(np.array(bar.get_facecolor()[:3]) * 255)) for bar in shown.figure.axes[0].patches]
    wanted = [charts.COLORS["lost"], charts.COLORS["kept"]]
    assert faces == [tuple(bytes.fromhex(color[1:])) for color in wanted]


def test_the_stage_has_larger_figures_and_text(shown, on_the_stage, monkeypatch):
    charts.bars({"lost": 1, "kept": 2}, title="Title", xlabel="updates")
    assert shown.figure.get_size_inches()[0] == 9.6
    sizes = {text.get_text(): text.get_fontsize() for text in shown.figure.findobj(Text)}
    assert (sizes["Title"], sizes["updates"], sizes["lost"]) == (20, 17, 17)
    charts.projector(False)
    charts.bars({"lost": 1, "kept": 2}, title="Title", xlabel="updates")
    assert shown.figure.get_size_inches()[0] == 7.2
    assert {text.get_fontsize() for text in shown.figure.findobj(Text) if text.get_text() == "lost"} == {11}


def test_the_ground_is_white_in_every_theme(shown):
    charts.bars({"lost": 1}, title="Title", xlabel="updates")
    picture = Image.open(io.BytesIO(shown[0][1]["image/png"])).convert("RGBA")
    assert picture.getpixel((0, 0)) == (255, 255, 255, 255)


def test_several_threads_draw_what_one_draws(shown):
    jobs = [
        lambda i=i: charts.compare(latencies(a=10 + i, b=500), f"Title {i}", {"a": "redis"}) for i in range(4)
    ]
    for job in jobs:
        job()
    alone = {bundle["text/plain"]: bundle["image/png"] for _, bundle, _ in shown}
    shown.clear()
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {bundle["text/plain"]: bundle["image/png"] for _, bundle, _ in shown} == alone
    assert len(alone) == len(jobs)


def test_labels_are_spread_as_little_as_needed():
    heights = np.full(3, 10.0)
    assert plots.spread(np.array([0, 20, 40]), heights).tolist() == [0, 20, 40]
    assert plots.spread(np.array([5, 5, 5]), heights).tolist() == [-5, 5, 15]
    assert plots.spread(np.array([0, 2, 50]), heights).tolist() == [-4, 6, 50]
