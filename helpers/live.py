"""Live panels: `Live` draws frame after frame for a limited time, `panel` follows sliders and buttons.

A drawing is an HTML string, a matplotlib Figure (from `charts.figure`) or PNG bytes. Without a front end, the
cell shows the last drawing and starts no thread. Numbers that vary between runs are written with `≈`.
"""

import atexit
import base64
import html
import threading
import time
import traceback

from helpers.display import palette, surfaces

MOVE = "move the controls"
_panels: dict[str, "Live"] = {}


class Live:
    """A panel that shows the drawings `frame(0)`, `frame(1)`, ..., one `every` few seconds.

    It stops after `seconds`, or when you click its button, run its cell again or stop the kernel. The button
    starts it again. If a frame raises an error, the panel stops and shows the error. `name` describes the
    panel and is its text alternative. Without a front end, it draws `frames` frames and raises errors.
    """

    def __init__(self, name, frame, *, every=0.2, seconds=30, frames=5):
        self.name, self.frame, self.every, self.seconds, self.frames = name, frame, every, seconds, frames
        self.drawn = 0
        self._stop, self._thread = threading.Event(), None
        self._one_at_a_time = threading.Lock()  # so that two threads never draw the same late frame
        earlier = _panels.pop(name, None)
        if earlier:
            earlier.stop()
        _panels[name] = self

    def __repr__(self):
        return f"<Live {self.name!r}, {self.drawn} frames drawn>"

    @property
    def running(self) -> bool:
        """Whether it's drawing frames."""
        return self._thread is not None and self._thread.is_alive() and not self._stop.is_set()

    def show(self) -> None:
        """Display the panel and start it."""
        if surfaces.headless():
            for _ in range(self.frames):
                last = self._draw()
            surfaces.show_reading(**_reading(last, self.name))
            return
        from helpers.display.interactive import Interactive

        title = html.escape(f"Start or stop: {self.name}")
        page = (
            f'<div><button type="button" data-action="toggle" data-part="toggle" title="{title}"></button> '
            '<span data-part="status" role="status"></span></div><div data-part="drawing"></div>'
        )
        self.widget = Interactive(page, self._heard)
        note = f"Live panel: {self.name}."
        surfaces.show(self.widget, html.escape(note), note, purpose="see it move")
        self.start()

    def _heard(self, _action, _values):
        self.stop() if self.running else self.start()

    def start(self) -> None:
        """Draw frames for `seconds` in a thread; return immediately."""
        if self.running:
            return
        self._stop = threading.Event()  # one per run, so that an old thread can't resume
        self._thread = threading.Thread(
            target=self._run, args=(self._stop,), name=f"live: {self.name}", daemon=True
        )
        self._say(running=True)
        self._thread.start()

    def stop(self, timeout=2.0) -> None:
        """Stop it, and wait up to `timeout` seconds for the frame that it's drawing."""
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
                    self.widget.show_parts(drawing=picture)
                stop.wait(max(0.02, began + self.every - time.monotonic()))
        except Exception as error:
            self.widget.show_parts(drawing=error_card(error, self.frame))
        finally:
            if self._stop is stop:  # and it hasn't been started again
                stop.set()
                self._say(running=False)

    def _say(self, running):
        text = f"live, for {self.seconds:g} s" if running else f"stopped after {self.drawn} frames"
        self.widget.show_parts(toggle="Stop" if running else "Start", status=text)


@atexit.register
def stop_all() -> None:
    """Stop every panel of this kernel."""
    for live in list(_panels.values()):
        live.stop()


def panel(name, draw, /, *, measures=False, **controls) -> None:
    """Show `draw(**values)` below its controls and redraw it whenever one of them changes.

    `controls` are ipywidgets, by the name of the argument. `draw` gets the value of a slider, drop-down list
    or checkbox, and for a Button, the number of its clicks so far. `name` describes the panel and is its text
    alternative. It draws one drawing at a time, from the latest values, and keeps each one for when its
    values come back; without a front end, it draws only once.

    `measures`: the drawing measures something, so it's made again at the click of a button, and only then.
    """
    from helpers.display.interactive import Interactive
    from helpers.knobs import Knobs

    knobs = Knobs(controls)
    first = draw(**knobs.values)
    if surfaces.headless():
        surfaces.show_reading(**_reading(first, name))
        return
    picture = as_html(first, name)
    drawn = {repr(knobs.values): picture}

    def redraw(action, values):
        knobs.turn(action, values)
        key = repr(knobs.values)
        try:
            if measures or key not in drawn:
                drawn[key] = as_html(draw(**knobs.values), name)
            return {"drawing": drawn[key]}
        except Exception as error:
            return {"drawing": error_card(error, draw)}

    waiting = "Measuring …" if measures else "Drawing …"
    page = f'{knobs.html(reacting=not measures)}<div data-part="drawing"></div>'
    widget = Interactive(page, redraw, {"drawing": picture}, waiting)
    surfaces.show(widget, picture, name, purpose=MOVE)


# --- drawings ---------------------------------------------------------------------------------------------


def as_html(drawing, alt: str) -> str:
    """Return a drawing as HTML; `alt` describes it if it's a picture."""
    if isinstance(drawing, str):
        return drawing
    if isinstance(drawing, bytes):
        kind, picture, (width, height) = "png", drawing, surfaces.picture_size(drawing)
    else:
        from helpers import charts

        kind, (picture, (width, height)) = "svg+xml", charts.svg(drawing)
    source = base64.b64encode(picture).decode()
    return (
        f'<img alt="{html.escape(alt)}" width="{width}" height="{height}" decoding="sync" '
        f'style="max-width: 100%; height: auto" src="data:image/{kind};base64,{source}">'
    )


def _reading(drawing, alt: str) -> dict:
    """Return the arguments with which `surfaces.show_reading` displays a drawing."""
    if isinstance(drawing, str):
        return {"bundle": {"text/html": drawing, "text/plain": alt}}
    return surfaces.picture(_png(drawing), alt)


def _png(drawing) -> bytes:
    """Return a drawing as PNG bytes."""
    if isinstance(drawing, bytes):
        return drawing
    from helpers import charts

    return charts.png(drawing)


def error_card(error: Exception, function) -> str:
    """Return HTML that shows an error in your `function`: what happened, and in which line of the cell."""
    what = "".join(traceback.format_exception_only(error)).strip()
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [entry.lineno for entry in traceback.extract_tb(error.__traceback__) if entry.filename == file]
    where = f" (line {lines[-1]} of the cell)" if lines else ""
    return surfaces.card(
        palette.VERMILION, "This drawing failed. ", f"<code>{html.escape(what)}</code>{where}", "alert"
    )
