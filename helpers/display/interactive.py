"""HTML with buttons and fields whose events arrive in Python; drawn by interactive.js through anywidget."""

import html as _html
import pathlib
import threading

import anywidget
import traitlets

from helpers.display.palette import VERMILION
from helpers.display.surfaces import card

HERE = pathlib.Path(__file__).parent
ERROR_PART = "error"


class Interactive(anywidget.AnyWidget):
    """Shows `html`, and calls `on_event(action, values)` when something is clicked, typed or chosen in it.

    `action` is the control's `data-action`. `values` has the value of each control by its `name`: text, the
    list of checked boxes, or None for radio buttons of which none is chosen. What `on_event` returns, a dict
    of HTML by name, is shown in the elements with that `data-part`. `waiting` is what the page says when an
    event takes longer than half a second.
    """

    _esm = HERE / "interactive.js"
    _css = HERE / "interactive.css"
    html = traitlets.Unicode().tag(sync=True)
    parts = traitlets.Dict().tag(sync=True)
    done = traitlets.Int().tag(sync=True)  # how many events have been handled: the page shows if one waits

    waiting = traitlets.Unicode().tag(sync=True)

    def __init__(self, html, on_event, parts=None, waiting="Waiting for the kernel …"):
        page = f'{html}<div data-part="{ERROR_PART}"></div>'
        super().__init__(html=page, parts=dict(parts or {}), waiting=waiting)
        self._on_event = on_event
        self._one_at_a_time = threading.Lock()  # JupyterLab may run two callbacks in two threads
        self._showing = threading.Lock()  # a live panel draws in a thread of its own
        self.on_msg(self._heard)

    def _heard(self, _widget, content, _buffers):
        with self._one_at_a_time:
            self.tell(content["action"], content["values"])
            self.done = content["count"]

    def tell(self, action, values=None):
        """Handle an event as if it came from the page."""
        try:
            changed = {ERROR_PART: "", **(self._on_event(action, values or {}) or {})}
        except Exception as error:
            changed = {ERROR_PART: card(VERMILION, "This didn't work. ", _html.escape(repr(error)), "alert")}
        self.show_parts(**changed)

    def show_parts(self, **parts):
        """Show HTML in the elements with these names as their `data-part`."""
        with self._showing:
            self.parts = {**self.parts, **parts}
