"""A notebook as plain text, for diffs: `python3 -m helpers.text FILE`. Needs nothing but Python.

    git config diff.notebook.textconv 'python3 -m helpers.text'

makes `git diff` and `git log -p` show notebooks this way (see .gitattributes).
"""

import json
import sys


def as_text(notebook):
    """The cells of a notebook (a dict as in its file): sources and what they put out."""
    return "\n".join(line for cell in notebook["cells"] for line in [*_cell(cell), ""])


def _cell(cell):
    tags = cell.get("metadata", {}).get("tags", [])
    yield " ".join(["-----", cell["cell_type"], *tags])
    yield from _joined(cell["source"]).splitlines()
    for output in cell.get("outputs", []):
        yield from (f"    {line}" for line in _output(output))


def _output(output):
    """A stream as it is, an error as its last line, a result as its text with the sizes of its pictures."""
    if output["output_type"] == "stream":
        return _joined(output["text"]).splitlines()
    if output["output_type"] == "error":
        return [f"{output['ename']}: {output['evalue']}"]
    data = dict(output["data"])
    text = _joined(data.pop("text/plain", "")).splitlines()
    return [*text, *(f"({kind}, {len(json.dumps(content)):,} characters)" for kind, content in data.items())]


def _joined(lines):
    return "".join(lines)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        print(as_text(json.load(file)))
