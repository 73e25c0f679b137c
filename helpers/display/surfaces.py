"""What a widget shows where there is no widget: on paper, on a saved page, in a run without a front end.

A widget lives only as long as its kernel. A *reading* is the same content as plain Markdown, HTML or a
picture. Without a front end (`headless()`) the reading alone is displayed, so a committed notebook holds
no widget at all. With a front end both are displayed and the style below shows one of them: the widget
while it is alive, the reading when the page is opened again without its kernel.
"""

import html
import re
import sys

from helpers.paths import STAGE_VARIABLE, headless, is_on

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
LIVE_CLASS = "redis-measured-live"
READING_CLASS = "redis-measured-reading"

# ipywidgets marks a widget whose kernel has gone; JupyterLab puts the class jupyter-widgets on an output
# itself only for "Error displaying widget".
GONE = "jupyter-widgets-disconnected"
STYLE = f"""<style>
.jp-OutputArea:has(.{LIVE_CLASS}:not(.{GONE})) .jp-OutputArea-child:has(.{READING_CLASS}),
.jp-OutputArea-child:has(> * .{LIVE_CLASS}.{GONE}),
.jp-OutputArea:has(.{READING_CLASS}) .jp-OutputArea-output.jupyter-widgets {{ display: none; }}
</style>"""


def on_stage() -> bool:
    """True where `python3 -m helpers stage` shows the course to a room: things are larger there."""
    return is_on(STAGE_VARIABLE) and not headless()


def in_notebook() -> bool:
    """True in a notebook's kernel, and False in a script, a test or a terminal."""
    ipython = sys.modules.get("IPython")  # a kernel has imported it
    shell = ipython.get_ipython() if ipython else None
    return hasattr(shell, "kernel")


def show(widget, reading: str, plain: str, kind="text/html", purpose="") -> None:
    """Display `widget` and, for the time without a kernel, its `reading` (of type `kind`) or `plain` text.

    `purpose` says what the widget is for, such as "answer the questions": the reading ends with a line that
    says what to run for it.
    """
    import ipywidgets
    from IPython.display import display

    box = ipywidgets.VBox([widget])  # ipywidgets says of its own widgets alone that their kernel has gone
    box.add_class(LIVE_CLASS)
    end = f"{asking_to_run(purpose)}\n\n" if purpose else ""
    page = f'<div class="{READING_CLASS}">\n\n{reading}\n\n{end}</div>\n\n{STYLE}'
    display({kind: page, "text/plain": plain}, raw=True)
    view = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
    display({WIDGET_VIEW: view, "text/plain": ""}, raw=True)


def asking_to_run(purpose: str) -> str:
    """HTML of the line below a reading that says what to run, and what for: "answer the questions"."""
    text = f"To {purpose}, run this cell (after a restart of the kernel, the set-up cell first)."
    return f'<i style="opacity:.75">▶ {html.escape(text)}</i>'


def show_reading(bundle: dict, metadata: dict | None = None) -> None:
    """Display a reading alone: a dict of MIME types, `text/plain` among them."""
    from IPython.display import display

    display(bundle, metadata=metadata, raw=True)


def inline(text: str) -> str:
    """HTML of one paragraph of Markdown: `code`, **bold** and nothing else."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    coded = re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", coded)


def picture(png: bytes, alt: str) -> dict:
    """The arguments with which `show_reading` displays a picture; `alt` says what is seen."""
    width, height = picture_size(png)
    metadata = {"image/png": {"width": width, "height": height, "alt": alt}}
    return {"bundle": {"image/png": png, "text/plain": alt}, "metadata": metadata}


def picture_size(png: bytes) -> tuple[int, int]:
    """Width and height at which a PNG of `charts.png` is shown: half its pixels, sharp on fine displays."""
    return int.from_bytes(png[16:20], "big") // 2, int.from_bytes(png[20:24], "big") // 2


def card(colour: str, headline: str, body: str = "", role: str = "status") -> str:
    """HTML of a card: a headline (HTML) and a body (HTML); read aloud when it appears.

    The tint is mixed with the theme's own background, so that it reads in the light and the dark theme.
    """
    tint = f"color-mix(in srgb, {colour} 10%, transparent)"
    frame = f"border-left:6px solid {colour};background:{tint};padding:.5em 1em;margin:.4em 0;max-width:52em"
    heading = f'<b style="font-size:1.1em">{headline}</b>'
    return f'<div role="{role}" style="{frame};line-height:1.45">{heading}{body}</div>'
