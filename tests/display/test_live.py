"""Live panels move, end in every way they should, and are one drawing without a front end."""

import os
import subprocess
import sys
import threading
import time

import ipywidgets as widgets
import pytest

from helpers import live
from helpers.display import surfaces
from helpers.live import Live, panel
from helpers.paths import HEADLESS_VARIABLE

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (320).to_bytes(4, "big")


@pytest.fixture
def shown(monkeypatch):
    displayed = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, **_: displayed.append(bundle))
    return displayed


@pytest.fixture
def front_end(shown, monkeypatch):
    """As in JupyterLab: not headless. Nothing runs on after the test."""
    monkeypatch.delenv(HEADLESS_VARIABLE, raising=False)
    yield shown
    live.stop_all()
    assert threads() == []


@pytest.fixture
def headless(shown, monkeypatch):
    monkeypatch.setenv(HEADLESS_VARIABLE, "1")
    return shown


def threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("live: ")]


def until(condition, seconds=5):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def number(i):
    return f"<b>frame {i}</b>"


# Live, with a front end


def start(frame=number, name="numbers", **options):
    one = Live(name, frame, **{"every": 0.02, **options})
    one.show()
    return one


def test_it_moves_until_its_button_is_clicked(front_end):
    one = start()
    until(lambda: one.widget.parts["drawing"] == number(3))
    assert one.widget.parts["toggle"] == "Stop"
    one.widget.tell("toggle")
    last = one.widget.parts["drawing"]
    assert (
        not one.running
        and one.widget.parts["toggle"] == "Start"
        and "stopped after" in one.widget.parts["status"]
    )
    time.sleep(0.1)
    assert one.widget.parts["drawing"] == last


def test_the_button_starts_it_again_where_it_was(front_end):
    one = start()
    until(lambda: one.drawn > 2)
    one.stop()
    drawn = one.drawn
    one.widget.tell("toggle")
    until(lambda: one.drawn > drawn)
    assert one.running and one.widget.parts["toggle"] == "Stop"


def test_it_ends_after_its_time(front_end):
    one = start(seconds=0.1)
    until(lambda: not threads())
    assert not one.running and 1 <= one.drawn <= 6 and one.widget.parts["toggle"] == "Start"


def test_running_the_cell_again_replaces_it(front_end):
    old, new = start(), start()
    until(lambda: new.drawn > 1)
    assert not old.running and len(threads()) == 1


def test_an_error_is_shown_in_its_place(front_end):
    def fails(i):
        return number(i) if i < 2 else 1 / 0

    one = start(fails)
    until(lambda: not threads())
    assert "ZeroDivisionError: division by zero" in one.widget.parts["drawing"]
    assert 'role="alert"' in one.widget.parts["drawing"] and "line" in one.widget.parts["drawing"]
    assert one.drawn == 2 and one.widget.parts["toggle"] == "Start"


def test_a_late_frame_is_never_drawn_by_two_threads(front_end):
    inside, most = [], []

    def slow(i):
        inside.append(i)
        most.append(len(inside))
        time.sleep(0.05)
        inside.remove(i)
        return number(i)

    one = start(slow, every=0)
    for _ in range(4):
        one.stop(timeout=0)
        one.start()
        time.sleep(0.02)
    one.stop()
    until(lambda: not threads())
    assert set(most) == {1}
    assert one.widget.parts["toggle"] == "Start"


def test_a_run_that_was_stopped_is_not_revived_by_the_next(front_end):
    begun = []

    def slow(i):
        begun.append(i)
        time.sleep(0.15)
        return number(i)

    one = start(slow)
    until(lambda: begun)
    one.stop(timeout=0)  # in the middle of a frame
    one.start()
    assert len(threads()) == 2
    until(lambda: len(threads()) == 1, seconds=1)
    assert one.running and one.widget.parts["toggle"] == "Stop"


def test_a_panel_does_not_keep_its_kernel_alive():
    code = "from helpers.live import Live; Live('endless', str, every=0.01, seconds=600).show(); print('bye')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=20, env=_kernel()
    )
    assert done.returncode == 0 and "bye" in done.stdout and done.stderr == ""


def _kernel():
    return {name: value for name, value in os.environ.items() if name != HEADLESS_VARIABLE}


# Live, without


def test_headless_draws_a_fixed_number_without_a_thread(headless):
    drawn_by = []
    Live("numbers", lambda i: drawn_by.append(threading.current_thread()) or number(i), frames=3).show()
    assert headless == [{"text/html": number(2), "text/plain": "numbers"}]
    assert drawn_by == [threading.current_thread()] * 3


def test_headless_takes_no_time(headless):
    began = time.monotonic()
    Live("numbers", number, every=10, seconds=100).show()
    assert time.monotonic() - began < 1


def test_headless_a_picture_is_no_text(headless):
    Live("a line", lambda i: PICTURE).show()
    assert headless == [{"image/png": PICTURE, "text/plain": "a line"}]


def test_headless_an_error_is_an_error(headless):
    with pytest.raises(ZeroDivisionError):
        Live("fails", lambda i: 1 / i).show()


# Panels with controls


def controls():
    return {"size": widgets.IntSlider(3, 1, 10), "hits": widgets.Button(description="Hit")}


def words(size, hits):
    return f"size {size}, hits {hits}"


@pytest.fixture
def shown_panel(front_end, monkeypatch):
    """Shows a panel and gives its widget."""

    def show(*arguments, **given):
        boxes = []
        monkeypatch.setattr(surfaces, "show", lambda box, *_, **__: boxes.append(box))
        panel(*arguments, **given)
        return boxes[0]

    return show


def test_slider_and_button_redraw(shown_panel):
    widget = shown_panel("words", words, **controls())
    assert widget.parts["drawing"] == "size 3, hits 0"
    widget.tell("turn", {"size": "7"})
    assert widget.parts["drawing"] == "size 7, hits 0"
    widget.tell("click hits", {"size": "7"})
    assert widget.parts["drawing"] == "size 7, hits 1"
    assert 'value="3"' in widget.html and ">size <input" in widget.html and ">Hit</button>" in widget.html


def test_every_kind_of_control_gives_its_own_value(shown_panel):
    given = {
        "name": widgets.Dropdown(options=["a", "b"], value="b"),
        "room": widgets.SelectionSlider(options=[("few", 10), ("many", 1000)], value=10),
        "skew": widgets.FloatSlider(0.5, max=1.5, step=0.1),
        "log_scale": widgets.Checkbox(value=True),
    }
    drawn = []
    widget = shown_panel("values", lambda **values: drawn.append(values) or "", **given)
    widget.tell("turn", {"name": "0", "room": "1", "skew": "1.2", "log_scale": []})
    assert drawn == [
        {"name": "b", "room": 10, "skew": 0.5, "log_scale": True},
        {"name": "a", "room": 1000, "skew": 1.2, "log_scale": False},
    ]
    assert 'data-labels="few|many"' in widget.html and "log scale" in widget.html


def test_a_panel_that_measures_does_so_at_a_click_alone(shown_panel):
    widget = shown_panel("words", words, measures=True, **controls())
    assert widget.html.count("data-action") == 1 and 'data-action="click hits"' in widget.html
    widget.tell("click hits", {"size": "9"})
    assert widget.parts["drawing"] == "size 9, hits 1"


def test_an_error_is_shown_and_the_next_value_drawn(shown_panel):
    widget = shown_panel("words", lambda size, hits: f"{1 / (size - 4):.2f}", **controls())
    widget.tell("turn", {"size": "4"})
    assert "ZeroDivisionError" in widget.parts["drawing"]
    widget.tell("turn", {"size": "5"})
    assert widget.parts["drawing"] == "1.00"


def test_headless_panel_is_one_drawing(headless):
    panel("words", words, **controls())
    assert headless == [{"text/html": "size 3, hits 0", "text/plain": "words"}]


# Drawings and surfaces


def test_a_figure_becomes_a_picture_with_alternative_text():
    from helpers import charts

    fig, ax = charts.figure()
    ax.plot([1, 2])
    html = live.as_html(fig, 'A "line" < 3')
    assert 'alt="A &quot;line&quot; &lt; 3"' in html and "data:image/svg+xml;base64," in html


def test_a_picture_is_shown_at_half_its_pixels():
    assert 'width="320" height="160"' in live.as_html(PICTURE, "a line")


def test_a_widget_comes_with_a_reading_and_the_reading_without_a_widget(front_end):
    start(name="Hits & misses")
    reading, widget = front_end
    assert surfaces.READING_CLASS in reading["text/html"] and "Hits &amp; misses" in reading["text/html"]
    assert surfaces.WIDGET_VIEW in widget and surfaces.WIDGET_VIEW not in reading


@pytest.mark.parametrize("value, expected", [(None, False), ("", False), ("0", False), ("1", True)])
def test_headless_is_a_variable(monkeypatch, value, expected):
    monkeypatch.delenv(HEADLESS_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(HEADLESS_VARIABLE, value)
    assert surfaces.headless() is expected
