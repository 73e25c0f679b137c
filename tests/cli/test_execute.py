"""`execute` writes notebooks in one form, whatever machine and kernel ran them, or not at all."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.cli import execute
from helpers.errors import CourseError
from helpers.servers import hosts


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("REDIS_MEASURED_HEADLESS", "PYTHONPATH", "REDIS_URL"):
        monkeypatch.setenv(name, "")  # restores what execute() sets for its kernels
    monkeypatch.setattr(hosts, "docker_answers", lambda: False)
    return tmp_path


def write(folder, *cells, name="10-strings.ipynb"):
    nbformat.write(new_notebook(cells=list(cells)), folder / name)
    return folder / name


def test_runs_and_normalises(folder):
    path = write(
        folder,
        new_markdown_cell("# Title"),
        new_code_cell("import os, sys, pathlib\nfrom helpers import errors", execution_count=7),
        new_code_cell("print(1); print('e', file=sys.stderr); print(2)", metadata={"collapsed": True}),
        new_code_cell("os.environ['REDIS_MEASURED_HEADLESS'], pathlib.Path.cwd().name"),
        new_code_cell("import json\njson.loads('')", metadata={"tags": ["raises-exception"]}),
        new_code_cell("print(1)"),
        new_code_cell("print(1)"),
    )
    execute.execute(["10"], folder)
    first = path.read_bytes()
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3, 4, 5, 6]
    assert (
        notebook.metadata["kernelspec"]["name"] == "python3"
        and "version" not in notebook.metadata.language_info
    )
    assert code[1].metadata == {}
    assert {output.name: output.text for output in code[1].outputs} == {"stdout": "1\n2\n", "stderr": "e\n"}
    assert code[2].outputs[0].data["text/plain"] == str(("1", folder.name))
    assert code[3].outputs[0].ename == "JSONDecodeError"
    assert "raw_decode" not in "".join(code[3].outputs[0].traceback)  # a library's frame
    assert code[4].id != code[5].id
    execute.execute(["10"], folder)
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            "# a comment\n1/0",
            r"code cell 2 \(`# a comment`\) raised ZeroDivisionError: division by zero$",
        ),
        ("import os; os._exit(1)", "killed its kernel"),
        ("import time; time.sleep(60)", "took longer than 1 s"),
    ],
)
def test_a_cell_that_fails_leaves_the_notebook_alone(folder, monkeypatch, source, sentence):
    if "sleep" in source:
        monkeypatch.setattr(execute, "CELL_SECONDS", 1)
    path = write(folder, new_code_cell("1"), new_code_cell(source), new_code_cell("2"))
    before = path.read_bytes()
    with pytest.raises(CourseError, match=rf"^10-strings.ipynb wasn't saved, because .*{sentence}"):
        execute.execute(["10"], folder)
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (["99"], "There is no lesson '99'. Choose from 10, 11."),
        (["10", "12"], "There is no lesson '12'. Choose from 10, 11."),
        ([], "Which lesson? Choose from 10, 11."),
    ],
)
def test_an_unknown_number(folder, monkeypatch, numbers, sentence):
    write(folder, name="10-strings.ipynb")
    write(folder, name="11-hashes.ipynb")
    monkeypatch.setattr(execute, "run", lambda *_: pytest.fail("ran something first"))
    with pytest.raises(CourseError) as error:
        execute.execute(numbers, folder)
    assert str(error.value) == sentence


def test_widgets_leave_no_trace():
    data = {"text/plain": "IntSlider(value=0)", execute.WIDGET: {"model_id": "abc"}}
    mine = {"name": "mine", "display_name": "Mine"}
    cell = new_code_cell("slider", outputs=[new_output("execute_result", data, execution_count=9)])
    notebook = new_notebook(cells=[cell], metadata={"widgets": {"state": {}}, "kernelspec": mine})
    written = execute.normalise(notebook)
    assert written.cells[0].outputs[0].data == {"text/plain": "IntSlider(value=0)"}
    assert written.cells[0].outputs[0].execution_count == 1
    assert set(written.metadata) == {"kernelspec", "language_info"}
    assert written.metadata.kernelspec.name == "python3"


def test_neighbouring_pieces_of_a_stream_are_one():
    pieces = [("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d")]
    outputs = [new_output("stream", name=name, text=text) for name, text in pieces]
    written = execute.normalise(new_notebook(cells=[new_code_cell("x", outputs=outputs)]))
    assert [(output.name, output.text) for output in written.cells[0].outputs] == [
        ("stdout", "ab"), ("stderr", "c"), ("stdout", "d"),
    ]  # fmt: skip


def test_ids_follow_from_the_source():
    cells = [new_code_cell("a"), new_markdown_cell("a"), new_code_cell("a"), new_code_cell("b")]
    ids = [cell.id for cell in execute.normalise(new_notebook(cells=cells)).cells]
    again = [cell.id for cell in execute.normalise(new_notebook(cells=cells[2:])).cells]
    assert len(set(ids)) == 4 and again == [ids[0], ids[3]]
