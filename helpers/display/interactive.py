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
    of HTML by name, is shown in the elements with that `data-part`.
    """

    _esm = HERE / "interactive.js"
    _css = HERE / "interactive.css"
    html = traitlets.Unicode().tag(sync=True)
    parts = traitlets.Dict().tag(sync=True)
    done = traitlets.Int().tag(sync=True)  # how many events have been handled: the page shows if one waits

    def __init__(self, html, on_event, parts=None):
        page = f'{html}<div data-part="{ERROR_PART}"></div>'
        super().__init__(html=page, parts=dict(parts or {}))
        self._on_event = on_event
        self._one_at_a_time = threading.Lock()  # JupyterLab may run two callbacks in two threads
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
        self.parts = {**self.parts, **changed}
