"""JupyterLab in a real browser, as the tests see it: its notebooks, and scripts that ask it what it shows."""

import json
import shutil
import textwrap
from contextlib import contextmanager

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Chromium's own traffic is no concern of the course; as root it has no sandbox
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update"]
FIRST = "my-notebooks/00-start-here.ipynb"

OPEN_ONE = """async path => {
  await window.jupyterapp.commands.execute('docmanager:open', { path }); }"""
OPEN = """name => { const widget = window.jupyterapp?.shell.currentWidget;
  return widget?.context?.path === name && widget.content?.widgets?.length > 0
    && widget.sessionContext?.session?.kernel?.status === 'idle'; }"""
# "Run all" returns at the first error, a wanted one included, while later cells are still at work
RUN_ALL = """async () => { const { commands } = window.jupyterapp;
  await commands.execute('notebook:clear-all-cell-outputs');
  await commands.execute('notebook:run-all-cells'); }"""
ALL_RAN = """() => { const { content, sessionContext } = window.jupyterapp.shell.currentWidget;
  return sessionContext.session.kernel.status === 'idle'
    && content.widgets.every(cell => cell.model.type !== 'code' || cell.model.executionCount); }"""
CODE_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter(cell => cell.model.type === 'code').map(cell => cell.model.toJSON())"""
RESTART = """async () => { const { sessionContext } = window.jupyterapp.shell.currentWidget;
  await sessionContext.restartKernel(); }"""
PICTURES_LOADED = """() => [...document.querySelectorAll('.jp-OutputArea img')]
  .every(image => image.complete && image.naturalWidth > 0)"""
SHUT_DOWN = """async () => { const { currentWidget } = window.jupyterapp.shell;
  await currentWidget.sessionContext.shutdown();
  await currentWidget.context.save();
  currentWidget.close(); }"""


class Notebook:
    """The notebook in front in JupyterLab; cells are found by what stands in them."""

    def __init__(self, page):
        self.page = page
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def run_all(self):
        """Run every cell; returns the code cells as nbformat has them."""
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function(ALL_RAN, timeout=240_000)  # a lesson may take 40 s, alone on two cores
        return self.page.evaluate(CODE_CELLS)

    def cell(self, text):
        """The one code cell with such a text."""
        from playwright.sync_api import expect

        found = self.panel.locator(".jp-CodeCell", has=self.page.locator(".jp-Editor", has_text=text))
        expect(found).to_have_count(1)
        return found

    def run(self, cell, source=None):
        """Click into a cell, type if there is something to type, press Shift+Enter, wait for the end."""
        cell.locator(".cm-content").click()
        if source is not None:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_function(ALL_RAN, timeout=30_000)


@contextmanager
def opened(page, name):
    """A further `Notebook`, which is closed with its kernel."""
    path = f"my-notebooks/{name}"
    page.evaluate(OPEN_ONE, path)
    page.wait_for_function(OPEN, arg=path, timeout=60_000)
    try:
        yield Notebook(page)
    finally:
        page.evaluate(SHUT_DOWN)


def small_notebook(path, code):
    """Write a notebook of the tests' own with one code cell; returns its name."""
    cell = {"cell_type": "code", "id": "live", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    page = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}}
    page["cells"] = [cell | {"source": textwrap.dedent(code)}]
    path.write_text(json.dumps(page))
    return path.name
