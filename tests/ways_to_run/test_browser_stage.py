"""The stage in a real browser: large enough, nothing cut off; and the talk's handout on paper."""

import json
import re

import pytest

from helpers.cli import commands, handout
from helpers.paths import ROOT
from tests.support.browser import FIRST, OPEN, PICTURES_LOADED, Notebook, opened, small_notebook
from tests.support.labserver import lab

CHART = """\
    from helpers.charts import bars
    from helpers.diagrams import sequence
    from helpers.display import markdown_table

    bars({"kept": 2, "lost": 1}, title="Two of three writes are kept", xlabel="writes")
    steps = [("A", "GET n", "41", "41"), ("B", "SET n 42", "OK", "42")]
    sequence(["A", "B"], steps)
    markdown_table([["a", "b"], [1, 2]])"""
SEEN = """() => { const panel = window.jupyterapp.shell.currentWidget.node;
  return { code: parseFloat(getComputedStyle(panel.querySelector('.jp-CodeCell .cm-content')).fontSize),
    table: Math.min(...[...panel.querySelectorAll('table, table *')]
      .filter(node => [...node.childNodes].some(one => one.nodeType === 3 && one.textContent.trim()))
      .map(node => parseFloat(getComputedStyle(node).fontSize))),
    chart: panel.querySelector('.jp-OutputArea img').getBoundingClientRect().width,
    cutOff: panel.querySelector('.jp-WindowedPanel-outer').scrollWidth > panel.clientWidth }; }"""


def test_the_stage_is_one_notebook_with_larger_code_and_charts(page, jupyterlab, browser, tmp_path):
    def seen(notebook):
        notebook.run_all()
        notebook.page.wait_for_function(PICTURES_LOADED)
        notebook.panel.locator(".jp-OutputArea img").wait_for()
        notebook.panel.locator(".redis-measured-live [data-race] td").first.wait_for()
        return notebook.page.evaluate(SEEN)

    with opened(page, small_notebook(jupyterlab.folder / "my-notebooks" / "chart.ipynb", CHART)) as notebook:
        usual = seen(notebook)
    options = commands.stage_options(small_notebook(tmp_path / "00-start-here.ipynb", CHART))
    with lab(tmp_path, options, REDIS_MEASURED_STAGE="1") as stage:
        projector = browser.new_page(viewport={"width": 1280, "height": 720})
        projector.goto(stage.address("/"))
        projector.wait_for_function(OPEN, arg=FIRST, timeout=60_000)
        large = seen(Notebook(projector))
        assert "/doc/tree/" in projector.url
        projector.close()
    assert large["code"] == 20 >= 1.4 * usual["code"]
    assert 30 > large["table"] >= 18, "the smallest text in a table"
    assert large["chart"] >= 1.25 * usual["chart"]
    assert not large["cutOff"]


HEIGHT = """async at => { const { content } = window.jupyterapp.shell.currentWidget;
  await content.scrollToItem(at);
  return content.widgets[at].node.getBoundingClientRect().height; }"""
ON_STAGE = 608  # px of a page of 1280 x 720 are left for cells


@pytest.mark.lesson(number="03")
def test_each_cell_of_the_talk_fits_the_stage_with_its_output(browser):
    name = "03-redis-in-an-hour.ipynb"
    cells = json.loads((ROOT / "notebooks" / name).read_text())["cells"]
    talk = next(at for at, cell in enumerate(cells) if "".join(cell["source"]).startswith("## Exercises"))
    with lab(options=commands.stage_options(name), REDIS_MEASURED_STAGE="1") as stage:
        projector = browser.new_page(viewport={"width": 1280, "height": 720})
        projector.goto(stage.address("/"))
        projector.wait_for_function(OPEN, arg=f"my-notebooks/{name}", timeout=60_000)
        notebook = Notebook(projector)
        assert notebook.panel.locator(".jp-OutputArea-output").count() == 0
        notebook.run_all()
        projector.wait_for_function(PICTURES_LOADED)
        heights = [projector.evaluate(HEIGHT, at) for at in range(talk)]
        projector.close()
    too_high = [at for at, cell in enumerate(cells[:talk]) if heights[at] > ON_STAGE and cell.get("outputs")]
    assert min(heights) > 0 and too_high == []


@pytest.mark.lesson(number="03")
def test_the_handout_of_the_talk_is_one_sheet(browser, tmp_path):
    handout.write("03", tmp_path / "handout.html")
    sheet = browser.new_page()
    sheet.goto((tmp_path / "handout.html").as_uri())
    printed = sheet.pdf(prefer_css_page_size=True)
    sheet.close()
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
