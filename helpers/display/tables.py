"""Markdown tables and progress bars."""

from helpers.paths import headless


def markdown_table(rows, numbers=False):
    """Return rows of cells as a Markdown table. The first row is the head.

    With `numbers`, all columns except the first are right-aligned.
    """
    from IPython.display import Markdown

    head, *body = [[str(cell) for cell in row] for row in rows]
    rule = ["---", *(["--:" if numbers else "---"] * (len(head) - 1))]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in [head, rule, *body]))


def progress_bar(items=None, **options):
    """Return a tqdm bar, silent when headless, that starts no monitor thread; `options` are tqdm's."""
    from tqdm.auto import tqdm

    tqdm.monitor_interval = 0
    return tqdm(items, disable=headless(), **options)
