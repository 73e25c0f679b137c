"""Panels that move: `Live` draws frame after frame for a bounded time, `panel` obeys sliders and buttons.

A drawing is an HTML string, a matplotlib Figure (from `charts.figure`) or PNG bytes. Without a front end a
panel is its last drawing, made in the cell, without a thread. What varies between runs carries `≈` in it.
"""

import atexit
import base64
import html
import threading
import time
import traceback

import ipywidgets as widgets

from helpers.display import palette, surfaces

_panels: dict[str, "Live"] = {}


class Live:
    """Shows what `frame(0)`, `frame(1)`, ... draw, one `every` so many seconds, for at most `seconds`.

    It ends by its button, after its time, when its cell is run again, and with the kernel; the button starts
    it for another `seconds`. An error ends it too and is shown in its place. `name` says what is seen: it is
    the alternative text. Without a front end exactly `frames` frames are drawn and an error is raised.
    """

    def __init__(self, name, frame, *, every=0.2, seconds=30, frames=5):
        self.name, self.frame, self.every, self.seconds, self.frames = name, frame, every, seconds, frames
        self.drawn = 0
        self._stop, self._thread = threading.Event(), None
        self._one_at_a_time = threading.Lock()  # a frame that is late is never drawn by two threads
        earlier = _panels.pop(name, None)
        if earlier:
            earlier.stop()
        _panels[name] = self

    def __repr__(self):
        return f"<Live {self.name!r}, {self.drawn} frames drawn>"

    @property
    def running(self) -> bool:
        """Whether frames are being drawn."""
        return self._thread is not None and self._thread.is_alive() and not self._stop.is_set()

    def show(self) -> None:
        """Display the panel and start it."""
        if surfaces.headless():
            for _ in range(self.frames):
                last = self._draw()
            surfaces.show_reading(**_reading(last, self.name))
            return
        self._button = widgets.Button(tooltip=f"Start or stop: {self.name}")
        self._button.on_click(lambda _button: self.stop() if self.running else self.start())
        self._status, self._body = widgets.HTML(), widgets.HTML()
        box = widgets.VBox([widgets.HBox([self._button, self._status]), self._body])
        note = f"Live panel: {self.name}. Run this cell to see it move."
        surfaces.show(box, html.escape(note), note)
        self.start()

    def start(self) -> None:
        """Draw frames for `seconds` from now on; returns at once."""
        if self.running:
            return
        self._stop = threading.Event()  # each run has its own, so an old thread cannot be revived
        self._thread = threading.Thread(
            target=self._run, args=(self._stop,), name=f"live: {self.name}", daemon=True
        )
        self._say(running=True)
        self._thread.start()

    def stop(self, timeout=2.0) -> None:
        """End it, waiting up to `timeout` seconds for a frame that is being drawn."""
        self._stop.set()
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def _draw(self):
        with self._one_at_a_time:
            drawing = self.frame(self.drawn)
            self.drawn += 1
            return drawing

    def _run(self, stop):
        end = time.monotonic() + self.seconds
        try:
            while not stop.is_set() and time.monotonic() < end:
                began = time.monotonic()
                picture = as_html(self._draw(), self.name)
                if not stop.is_set():
                    self._body.value = picture
                stop.wait(max(0.02, began + self.every - time.monotonic()))
        except Exception as error:
            self._body.value = error_card(error, self.frame)
        finally:
            if self._stop is stop:  # and not already started again
                stop.set()
                self._say(running=False)

    def _say(self, running):
        self._button.description = "Stop" if running else "Start"
        text = f"live, for {self.seconds:g} s" if running else f"stopped after {self.drawn} frames"
        self._status.value = f'<span role="status">{text}</span>'


@atexit.register
def stop_all() -> None:
    """End every panel of this kernel."""
    for live in list(_panels.values()):
        live.stop()


def panel(name, draw, /, **controls) -> None:
    """Show `draw(**values)` below its controls and redraw it whenever one of them changes.

    `controls` are ipywidgets by the name of the argument: the value of a slider, a drop-down list, a check
    box; of a Button the number of its clicks so far. `name` says what is seen: it is the alternative text.
    Drawings are made one at a time, from the latest values. Without a front end it is drawn once.
    """
    buttons = {key: control for key, control in controls.items() if isinstance(control, widgets.Button)}
    clicks = dict.fromkeys(buttons, 0)
    sliders = {key: control for key, control in controls.items() if key not in clicks}
    one_at_a_time = threading.Lock()  # JupyterLab may run a slider's callback and a button's in two threads

    def values():
        return clicks | {key: slider.value for key, slider in sliders.items()}

    first = draw(**values())
    if surfaces.headless():
        surfaces.show_reading(**_reading(first, name))
        return
    body = widgets.HTML(as_html(first, name))

    def redraw(clicked=None):
        with one_at_a_time:
            if clicked:
                clicks[clicked] += 1
            working(True)
            try:
                body.value = as_html(draw(**values()), name)
            except Exception as error:
                body.value = error_card(error, draw)
            finally:
                working(False)

    def working(yes):  # a grey button says that the click was heard, and that another one has to wait
        for button in buttons.values():
            button.disabled = yes

    for key, control in controls.items():
        _connect(control, key, redraw)
    box = widgets.VBox([*controls.values(), body])
    surfaces.show(box, body.value, name)


def _connect(control, key, redraw):
    if isinstance(control, widgets.Button):
        control.on_click(lambda _button: redraw(clicked=key))
        return
    if control.has_trait("continuous_update"):
        control.continuous_update = False  # else a slow drawing falls behind a slider that is dragged
    if not control.description:
        control.description = key.replace("_", " ")  # a control needs a label
    control.observe(lambda _change: redraw(), "value")


# --- drawings ---------------------------------------------------------------------------------------------


def as_html(drawing, alt: str) -> str:
    """A drawing as HTML; `alt` describes it where it is a picture."""
    if isinstance(drawing, str):
        return drawing
    picture = _png(drawing)
    width, height = surfaces.picture_size(picture)
    source = base64.b64encode(picture).decode()
    return (
        f'<img alt="{html.escape(alt)}" width="{width}" height="{height}" decoding="sync" '
        f'style="max-width: 100%; height: auto" src="data:image/png;base64,{source}">'
    )


def _reading(drawing, alt: str) -> dict:
    """The arguments with which `surfaces.show_reading` displays a drawing."""
    if isinstance(drawing, str):
        return {"bundle": {"text/html": drawing, "text/plain": alt}}
    return surfaces.picture(_png(drawing), alt)


def _png(drawing) -> bytes:
    """PNG of a Figure; PNG bytes as they are."""
    if isinstance(drawing, bytes):
        return drawing
    from helpers import charts

    return charts.png(drawing)


def error_card(error: Exception, function) -> str:
    """HTML that shows an error in the learner's `function`: what happened and in which line of the cell."""
    what = "".join(traceback.format_exception_only(error)).strip()
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [entry.lineno for entry in traceback.extract_tb(error.__traceback__) if entry.filename == file]
    where = f" (line {lines[-1]} of the cell)" if lines else ""
    return surfaces.card(
        palette.VERMILION, "This drawing failed. ", f"<code>{html.escape(what)}</code>{where}", "alert"
    )
