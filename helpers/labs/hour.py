"""Lesson 03: write strategies under the same traffic, and the clock of the talk.

The notebook keeps the plan of the talk in the metadata of its cells, under `stage`: the first cell of a
section has `minute` (when it begins), `minutes` (how long it takes), `say` (its first sentence), `ask` (the
question to the room) and `drop` (whether to leave it out if you're late). A code cell that takes more than
three seconds on some machines has `meanwhile`, a question to ask while it runs.
"""

import json
from typing import NamedTuple

from sqlalchemy import text

from helpers.display import show_reading
from helpers.display.tables import markdown_table
from helpers.errors import CourseError
from helpers.labs.strategies import run_traffic
from helpers.measure import duration
from helpers.paths import NOTEBOOKS
from helpers.servers import reset
from helpers.traffic import mixed

PRODUCTS, STEPS = 1000, 400
TTL = 300  # seconds
POWER_CUT = {
    "nothing stored": "none",
    "RDB": "the last snapshot, once it's on the disk",
    "AOF": "with `always` all, with `everysec` all but the last second or two",
}
ADD_VIEW = text("UPDATE views SET views = views + 1 WHERE id = :id RETURNING views")
COUNT = text("SELECT views FROM views WHERE id = :id")


class Section(NamedTuple):
    """A section of the talk, with what the module's docstring lists."""

    title: str
    minute: int
    minutes: int
    say: str
    ask: str
    drop: bool


def sections():
    """Return the `Section`s of lesson 03 in order, from the metadata of its cells."""
    [path] = NOTEBOOKS.glob("03-*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    plans = [("".join(cell["source"]), cell["metadata"].get("stage")) for cell in cells]
    return [Section(source.split("\n")[0].removeprefix("## "), **plan) for source, plan in plans if plan]


def start_at(minute):
    """Empty the database and say with which section to go on at this minute of the talk.

    No section needs anything but the setup cell, so those before it can be left out. CourseError if the talk
    is over by then.
    """
    planned = sections()
    current = [one for one in planned if minute < one.minute + one.minutes]
    if not current:
        last = planned[-1]
        raise CourseError(f"The talk ends at minute {last.minute + last.minutes}. Then take questions.")
    reset()
    page = f"**Minute {current[0].minute}: {current[0].title}.** {current[0].say}"
    show_reading({"text/markdown": page, "text/plain": page})


def compare_strategies(r, shop, ways):
    """Run the same views through each way to count them, show a table, and return label → `TrafficRun`.

    `ways`: label → a function of a product's ID and of `commit(id)`, which adds the view to the database.
    Cache-aside reads the database on a miss. The others always read Redis, which has all counts beforehand.
    Each run gets an attribute `unsaved`: the acknowledged views that the database doesn't have afterwards.
    """
    runs = {label: _run(r, shop, label, way) for label, way in ways.items()}
    rows = {
        "time of a write, p50": [f"≈ {duration(run.p50('write'))}" for run in runs.values()],
        "commits that visitors wait for": [f"{run.database.commits:,}" for run in runs.values()],
        "stale reads in staged races": [f"{run.stale:,}" for run in runs.values()],
        "lost if Redis is lost now": [f"{run.unsaved:,}" for run in runs.values()],
    }
    table = markdown_table([["", *runs], *([name, *cells] for name, cells in rows.items())], numbers=True)
    show_reading({"text/markdown": table.data, "text/plain": table.data})
    return runs


def _run(r, shop, label, write):
    with shop.engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS views (id INTEGER PRIMARY KEY, views INTEGER)"))
        connection.execute(text("DELETE FROM views"))
        connection.execute(
            text("INSERT INTO views SELECT id, 0 FROM products WHERE id <= :n"), {"n": PRODUCTS}
        )
    keys = [f"views:{product_id}" for product_id in range(1, PRODUCTS + 1)]
    r.delete("queue", *keys)
    aside = label == "cache-aside"
    if not aside:
        r.mset(dict.fromkeys(keys, 0))

    def read(product_id, fetch):
        views = r.get(f"views:{product_id}")
        if views is None:
            views = fetch(product_id)
            r.set(f"views:{product_id}", views, ex=TTL)
        return int(views)

    def fetch(product_id):
        with shop.engine.connect() as connection:
            return connection.execute(COUNT, {"id": product_id}).scalar_one()

    def commit(product_id):
        with shop.engine.begin() as connection:
            return connection.execute(ADD_VIEW, {"id": product_id}).scalar_one()

    run = run_traffic(mixed(PRODUCTS, STEPS, writes=0.5), read, write, fetch, commit, shop)
    with shop.engine.connect() as connection:
        saved = connection.execute(text("SELECT SUM(views) FROM views")).scalar_one()
    run.unsaved = run.acknowledged - saved
    return run


def kill_table(left):
    """Show how many of 200 orders are left after a kill, and which ones a power cut would leave.

    `left`: one of "nothing stored", "RDB" and "AOF" → what was counted. Power cuts aren't measured here: see
    the record in lesson 31.
    """
    head = ["stored", "left of 200 after a kill (measured)", "left after a power cut (lesson 31)"]
    table = markdown_table([head, *([mode, f"{count}", POWER_CUT[mode]] for mode, count in left.items())])
    show_reading({"text/markdown": table.data, "text/plain": table.data})
