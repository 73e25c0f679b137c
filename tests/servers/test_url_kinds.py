"""Every kind of REDIS_URL, as lessons use it: their second processes, sockets and `%%redis`, run for real.

Whatever redis-py accepts leads all of them to the same server, user and database, and nowhere else.
"""

import os
import re
from urllib.parse import quote

import nbformat
import pytest
from nbclient import NotebookClient

from helpers.course import written
from helpers.paths import NOTEBOOKS
from tests.support.tls_server import start_tls_server

PASSWORD = 'p@ss/w#rd:1[%? "é'
DATABASE = 3

# What stands in database 0 under the names of the lessons' own keys
THEIRS = {"greeting": "our greeting", "jobs": "theirs", "cart:ana": "her real cart", "views:kettle": "41"}

# The cells that connect a second process, or a socket, to the course's server, and what these cells need
CELLS = {
    "00": ["r = connect()", "def other_process", 'r.set("greeting"', 'os.environ["SHOP_REDIS"]'],
    "01": [
        "r = connect()",
        "def web_server",
        "connect_socket(login=False)",
        r'say(b"*3\r\n$3\r\nSET',
        "guess = predict(",
        "for request in",
        "GET nothing\nSTRLEN",
        'os.environ["SHOP_REDIS"] = url()',
    ],
    "10": ["r = connect()", "def four_processes", 'os.environ["SHOP_REDIS"]'],
    "12": ["r = connect()", "def crashed_worker", "r.blmove("],
    "18": ["r = connect()", "CREATE", "def consumer_crashes"],
    "23": ["r = connect()", "def visitor", "def three_processes"],
}
# A cell of ours in place of one whose surroundings would take too many more
OWN = {
    "CREATE": 'r.xadd("orders", {"product": "stool", "cents": 3900}, id="5-0")\n'
    'r.xgroup_create("orders", "mail", id=0);'
}
# What takes a second to import, and none of these cells uses
NOT_NEEDED = re.compile(r"^from helpers\.(charts|claims|diagrams|labs|measure|traffic)\b.*\n", re.MULTILINE)


@pytest.fixture(scope="module")
def theirs():
    with start_tls_server() as server:
        server.client().acl_setuser(
            "ana/b", enabled=True, passwords=["+" + PASSWORD], keys=["*"], channels=["*"], commands=["+@all"]
        )
        yield server


def urls(server):
    login = f"default:{server.password}@"
    ana = f"{quote('ana/b', safe='')}:{quote(PASSWORD, safe='')}@"
    return {
        "a database": f"redis://{login}127.0.0.1:{server.port}/{DATABASE}",
        "a user": f"redis://{ana}localhost:{server.port}/{DATABASE}",
        "RESP2": f"redis://:{server.password}@127.0.0.1:{server.port}?db={DATABASE}&protocol=2",
        "IPv6": f"redis://{login}[::1]:{server.port}/{DATABASE}?health_check_interval=2",
        "a unix socket": f"unix://{ana}{quote(server.socket_path)}?db={DATABASE}",
        "TLS": f"rediss://{ana}localhost:{server.tls_port}/{DATABASE}?ssl_ca_certs={quote(server.authority)}",
    }


@pytest.mark.parametrize("kind", ["a database", "a user", "RESP2", "IPv6", "a unix socket", "TLS"])
def test_lessons_reach_one_database_from_every_process(theirs, kind):
    if kind == "TLS" and theirs.tls_port is None:
        pytest.skip("this server was built without TLS")
    theirs.client().flushall()
    theirs.client().mset(THEIRS)
    saved, ran = run(urls(theirs)[kind])
    assert [shown(cell) for cell in ran] == [shown(cell) for cell in saved]
    assert theirs.client().mget(THEIRS) == list(THEIRS.values())
    assert theirs.client().dbsize() == len(THEIRS)
    assert theirs.client(db=DATABASE).exists("redis-measured:marker")


def run(url):
    """The chosen cells of all lessons as they are saved, and as they ran with this REDIS_URL."""
    notebook = nbformat.v4.new_notebook()
    saved = [cell for number, marks in CELLS.items() for cell in chosen(number, marks)]
    notebook.cells = [nbformat.v4.new_code_cell(NOT_NEEDED.sub("", cell.source)) for cell in saved]
    for cell in notebook.cells[1:]:
        cell.source = cell.source.replace("%load_ext helpers.rediscli\n", "")  # the first one has done it
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.execute(env=os.environ | {"REDIS_URL": url})
    return saved, notebook.cells


def chosen(number, marks):
    cells = nbformat.read(written(number, NOTEBOOKS), as_version=4).cells
    for mark in marks:
        if mark in OWN:
            yield nbformat.v4.new_code_cell(OWN[mark])
        else:
            yield next(cell for cell in cells if cell.cell_type == "code" and mark in cell.source)


def shown(cell):
    """What a cell prints and returns."""
    return "".join(
        output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs
    )
