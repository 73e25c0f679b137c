"""Markdown tables and progress bars."""

from helpers.paths import headless


def markdown_table(rows, numbers=False):
    """Rows of cells, the head first, as Markdown; with `numbers`, all columns but the first align right."""
    from IPython.display import Markdown

    head, *body = [[str(cell) for cell in row] for row in rows]
    rule = ["---", *(["--:" if numbers else "---"] * (len(head) - 1))]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in [head, rule, *body]))


def progress_bar(items=None, **options):
    """A tqdm bar, silent when headless; options as for `tqdm`. It starts no thread that outlives it."""
    from tqdm.auto import tqdm

    tqdm.monitor_interval = 0
    return tqdm(items, disable=headless(), **options)
