"""What a widget shows where there is no widget: on paper, on a saved page, in a run without a front end.

A widget lives only as long as its kernel. A *reading* is the same content as plain Markdown, HTML or a
picture. Without a front end (`headless()`) the reading alone is displayed, so a committed notebook holds
no widget at all. With a front end both are displayed and the style below shows one of them: the widget
while it is alive, the reading when the page is opened again without its kernel.
"""

import html
import os
import re

HEADLESS_VARIABLE = "REDIS_MEASURED_HEADLESS"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
LIVE_CLASS = "redis-measured-live"
READING_CLASS = "redis-measured-reading"

# JupyterLab puts the class jupyter-widgets on an output itself only for "Error displaying widget".
STYLE = f"""<style>
.jp-OutputArea:has(.{LIVE_CLASS}) .jp-OutputArea-child:has(.{READING_CLASS}),
.jp-OutputArea:has(.{READING_CLASS}) .jp-OutputArea-output.jupyter-widgets {{ display: none; }}
</style>"""

CARDS = {
    "right": ("#009E73", "✓", "status"),
    "wrong": ("#D55E00", "✗", "status"),
    "note": ("#767676", "•", "status"),
    "error": ("#D55E00", "✗", "alert"),
}


def headless() -> bool:
    """True in tests and while a notebook is executed for its saved page: nobody is there to click."""
    return os.environ.get(HEADLESS_VARIABLE, "") not in ("", "0")


def show(widget, reading: str, plain: str, kind="text/html") -> None:
    """Display `widget` and, for the time without a kernel, its `reading` (of type `kind`) or `plain` text."""
    from IPython.display import display

    widget.add_class(LIVE_CLASS)
    page = f'<div class="{READING_CLASS}">\n\n{reading}\n\n</div>\n\n{STYLE}'
    display({kind: page, "text/plain": plain}, raw=True)
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    display({WIDGET_VIEW: view, "text/plain": ""}, raw=True)


def show_reading(bundle: dict, metadata: dict | None = None) -> None:
    """Display a reading alone: a dict of MIME types, `text/plain` among them."""
    from IPython.display import display

    display(bundle, metadata=metadata, raw=True)


def inline(text: str) -> str:
    """HTML of one paragraph of Markdown: `code`, **bold** and nothing else."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    coded = re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", coded)


def card(kind: str, headline: str, body: str = "") -> str:
    """HTML of a verdict: `kind` of CARDS, a headline (text) and a body (HTML); read aloud when it appears.

    The tint is mixed with the theme's own background, so that it reads in the light and the dark theme.
    """
    colour, mark, role = CARDS[kind]
    return (
        f'<div role="{role}" style="border-left: 6px solid {colour}; padding: .4em .8em; margin: .3em 0; '
        f'line-height: 1.45; background: color-mix(in srgb, {colour} 12%, transparent)">'
        f"<b>{mark} {html.escape(headline)}</b> {body}</div>"
    )
