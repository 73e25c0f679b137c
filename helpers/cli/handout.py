"""`python3 -m helpers handout NN`: a lesson on paper, made from its cells and their saved outputs."""

import html
import itertools
import re

import nbformat
from nbconvert.filters import markdown2html

from helpers.course import lessons, written
from helpers.paths import write_whole

KEPT = ("Takeaways",)  # sections whose text is on the sheet, too
LEFT_OUT = ("You will be able to", "Exercises", "Quiz", "Checklist", "Next", "Sources")
LINK = re.compile(r"\[([^\]]+)\]\((\d\d)-[^)]+\.ipynb\)")
COMMANDS = "%%redis\n"
PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 11mm; }}
body {{ font: 8.5pt/1.3 sans-serif; max-width: 190mm; margin: auto; color: #000; background: #fff; }}
h1 {{ font-size: 14pt; margin: 0 0 .2em; }}
h2 {{ font-size: 10pt; margin: .7em 0 .2em; break-after: avoid; }}
main {{ columns: 2; column-gap: 7mm; }}
pre {{ font: 7.5pt/1.3 monospace; background: #f2f2f2; margin: .3em 0; padding: .3em .5em; }}
pre {{ white-space: pre-wrap; }}
table {{ border-collapse: collapse; font-size: 7.5pt; margin: .4em 0; width: 100%; }}
th, td {{ border: 1px solid #767676; padding: .1em .35em; text-align: left; }}
img {{ max-width: 100%; display: block; margin: .3em 0; }}
ul {{ margin: .2em 0; padding-left: 1.3em; }}
p {{ margin: .2em 0; }}
pre, table, img, li {{ break-inside: avoid; }}
</style>
<h1>{title}</h1>
{promise}
<main>
{sections}
</main>
</html>
"""


def write(number, path):
    """Write the handout of a lesson to `path`; CourseError if there is no such lesson."""
    write_whole(path, page(nbformat.read(written(number), as_version=4)))


def page(notebook):
    """Return the HTML of a notebook's handout.

    It has the commands, charts, tables and claims of each section, what to read next, and the takeaways.
    """
    parts = _sections(notebook.cells)
    first = parts.pop(0)[0].source
    title, promise, *_ = [line for line in first.splitlines() if line.strip()]
    shown = [_section(cells) for cells in parts if not _title(cells).startswith(LEFT_OUT)]
    return PAGE.format(
        title=html.escape(title.removeprefix("# ")),
        promise=markdown2html(promise),
        sections="\n".join(filter(None, shown)),
    )


def _sections(cells):
    """Return lists of cells, each beginning with the Markdown cell that has its heading."""
    cut = []
    for cell in cells:
        texts = re.split(r"^(?=## )", cell.source, flags=re.M) if cell.cell_type == "markdown" else [None]
        for text in filter(None, texts) if texts != [None] else [None]:
            one = cell if text is None else nbformat.v4.new_markdown_cell(text.strip())
            if not cut or (text or "").startswith("## "):
                cut.append([])
            cut[-1].append(one)
    return cut


def _title(cells):
    return cells[0].source.splitlines()[0].removeprefix("## ")


def _section(cells):
    """Return the HTML of a section, "" if nothing of it belongs on the sheet."""
    title = _title(cells)
    shown = [f"<h2>{html.escape(title)}</h2>"]
    if title in KEPT:
        shown.append(markdown2html(cells[0].source.partition("\n")[2]))
    claims = []
    for cell in (one for one in cells if one.cell_type == "code"):
        if cell.source.startswith(COMMANDS):
            shown.append(f"<pre>{html.escape(cell.source.removeprefix(COMMANDS))}</pre>")
        for data in (output["data"] for output in cell.outputs if "data" in output):
            plain, markdown = data.get("text/plain", ""), data.get("text/markdown", "")
            if "image/png" in data:
                alt = html.escape(plain, quote=True)
                shown.append(f'<img alt="{alt}" src="data:image/png;base64,{data["image/png"].strip()}">')
            if markdown.startswith("|"):
                shown.append(markdown2html(markdown))
            if plain.startswith("✓"):
                claims.append(f"<li>{html.escape(plain.removeprefix('✓ '))}</li>")
    if claims:
        shown.append(f"<ul>{''.join(claims)}</ul>")
    if read_on := _read_on(cells):
        shown.append(f"<p><b>Read on:</b> {read_on}</p>")
    return "\n".join(shown) if len(shown) > 1 else ""


def _read_on(cells):
    """Return the lessons that a section points to, each with its number and title."""
    texts = (cell.source for cell in cells if cell.cell_type == "markdown")
    numbers = dict.fromkeys(number for _, number in itertools.chain.from_iterable(map(LINK.findall, texts)))
    known = lessons()
    links = [f'<a href="{written(n).name}">{n} · {html.escape(known[n]["title"])}</a>' for n in numbers]
    return ", ".join(links)
