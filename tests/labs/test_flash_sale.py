"""The flash sale of lessons 70 and 71: the solved parts pass its report, and each mistake is found by it."""

import ast
import inspect
import types

import nbformat
import pytest

from helpers.exercises import find
from helpers.labs.flash_sale import Report, hold, shop
from helpers.labs.flash_sale.database import STOCK
from helpers.labs.flash_sale.mistakes import MISTAKES
from helpers.labs.flash_sale.schedule import visits
from helpers.labs.flash_sale.shop import LIMIT, NAMES, PARTS, STALE, replaced
from helpers.labs.flash_sale.traffic import Change, Sale, Seen
from helpers.paths import NOTEBOOKS

pytestmark = pytest.mark.lesson(number="71")


def solved(*exercises):
    """The functions of the tested solutions."""
    return [find(one).solution[name] for one in exercises or PARTS for name in PARTS[one]]


def cells(lesson):
    [path] = NOTEBOOKS.glob(f"{lesson}-*.ipynb")
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


# --- whole sales -------------------------------------------------------------------------------------------


def test_the_solved_parts_pass():
    sale = hold(*solved())
    report = Report(sale)
    assert report.passed, report.checks
    assert sale.load.reads + sale.load.writes < 3 * len(sale.visits)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_each_mistake_is_found(mistake):
    report = Report(hold(*solved(), *mistake.functions, pages=mistake.pages))
    assert mistake.found_by in report.failed
    beside = {"pieces": {"ties"}}  # who counts wrong also ranks wrong
    assert set(report.failed) - beside.get(mistake.found_by, set()) == {mistake.found_by}


@pytest.mark.parametrize("exercise", PARTS)
@pytest.mark.lesson(number="70")
def test_any_part_can_come_first(exercise):
    report = Report(hold(*solved(exercise), customers=400))
    assert not set(report.failed) - {"ties"}, report.checks  # so few customers may leave no ties


def answering(result):
    """Functions for all parts that return this, or raise it."""

    def answer(*arguments):
        if isinstance(result, Exception):
            raise result
        return result

    return [types.FunctionType(answer.__code__, globals(), name, None, answer.__closure__) for name in NAMES]


@pytest.mark.parametrize(
    "result", [0, "", {}, [7], {"views": {"1": "2"}, "visitors": None}, ValueError("no")]
)
def test_whatever_the_parts_return_there_is_a_report(result):
    report = Report(hold(*answering(result), customers=20))
    assert not report.passed
    assert "✗" in report.table().data


# --- parts -------------------------------------------------------------------------------------------------


def test_a_part_needs_all_of_its_functions():
    get_product, change_price = solved("70.1")
    stub = find("70.1").stubs["change_price"]
    assert set(replaced([get_product, change_price])) == {"get_product", "change_price"}
    assert replaced([get_product]) == replaced([get_product, stub]) == replaced([]) == {}


def test_an_unknown_function_is_named():
    def best_seller(r):
        return None

    with pytest.raises(TypeError, match="best_seller"):
        replaced([best_seller])


def test_the_pages_of_the_notebook_are_those_of_the_lab():
    source = "\n\n".join(cells("70"))
    for page in shop.PAGES.values():
        [here] = [
            one for one in ast.walk(ast.parse(inspect.getsource(page))) if isinstance(one, ast.FunctionDef)
        ]
        assert _code_of(source, page.__name__) == _dumped(here)


def test_the_parts_of_the_notebook_are_the_tested_solutions():
    source = "\n\n".join(one for one in cells("71") if not one.startswith("%"))
    for exercise, names in PARTS.items():
        solution = find(exercise).read("solution.py")
        for name in names:
            assert _code_of(source, name) == _code_of(solution, name)


def _code_of(source, name):
    source = "\n".join(line for line in source.splitlines() if not line.startswith("%"))
    [found] = [one for one in ast.parse(source).body if getattr(one, "name", None) == name]
    return _dumped(found)


def _dumped(function):
    if ast.get_docstring(function):
        function.body = function.body[1:]
    return ast.dump(function)


# --- what the report can and can't know --------------------------------------------------------------------


def seen(began, ended, page="view", status=200, product=1, price=100, customer="ana"):
    return Seen(began, ended, customer, page, (product,), status, {"price_cents": price})


def sale_of(*requests, sold=None):
    """A sale in which these requests came, and nothing else."""
    sale = Sale({})
    sale.seen = list(requests)
    sale.changes = {1: Change(1.0, 1.2, 100, 50)}
    sale.sold, sale.true_best_sellers, sale.best_sellers = sold or {}, [], []
    sale.dashboard = {"views": {1: len(requests)}, "visitors": 1}
    return sale


@pytest.mark.parametrize(
    ("began", "ended", "price", "wrong"),
    [
        (0.8, 0.9, 100, 0),  # before
        (0.8, 0.9, 50, 1),  # the new price before there was one
        (0.8, 1.1, 50, 0),  # during
        (1.2 + STALE, 1.3 + STALE, 100, 0),  # began in the last moment at which it may be old
        (1.25 + STALE, 1.3 + STALE, 100, 1),
        (1.25 + STALE, 1.3 + STALE, 50, 0),
    ],
)
def test_a_price_is_stale_only_after_its_bound(began, ended, price, wrong):
    report = Report(sale_of(seen(began, ended, price=price)))
    assert report.wrong("stale") == wrong


def test_requests_above_the_limit_have_to_fit_into_the_window():
    close = [seen(0.01 * number, 0.01 * number + 0.05) for number in range(LIMIT + 1)]
    late = [*close[:-1], seen(0.9, 1.1)]  # its last may have been admitted when the first no longer counted
    assert Report(sale_of(*close)).wrong("above the limit") == 1
    assert Report(sale_of(*late)).wrong("above the limit") == 0


def test_a_rejection_is_wrong_only_if_no_order_explains_it():
    rejected = seen(0.5, 0.6, status=429)
    before = [seen(0.1, 0.2) for _ in range(LIMIT - 1)]
    assert Report(sale_of(*before, rejected)).wrong("rejected wrongly") == 1
    assert (
        Report(sale_of(*before, seen(0.55, 0.7), rejected)).wrong("rejected wrongly") == 0
    )  # at the same time
    assert Report(sale_of(*before, seen(0.1, 0.2, status=500), rejected)).wrong("rejected wrongly") == 0


@pytest.mark.parametrize(
    ("began", "status", "early", "late"),
    [
        (0.5, 401, 1, 0),
        (0.5, 200, 0, 0),
        (1.05, 401, 0, 0),
        (1.05, 200, 0, 0),
        (1.2, 200, 0, 1),
        (1.2, 401, 0, 0),
    ],
)
def test_a_session_is_judged_where_its_age_is_certain(began, status, early, late):
    report = Report(sale_of(seen(0.0, 0.1), seen(began, began + 0.1, status=status)))
    assert (report.wrong("logged out early"), report.wrong("sessions expire")) == (early, late)


def test_a_check_that_saw_nothing_fails():
    report = Report(sale_of(seen(0.0, 0.1)))
    assert not report.checks["rejected wrongly"].passed
    assert "rejected wrongly" in report.failed


def test_oversold_pieces_are_counted():
    assert Report(sale_of(seen(0.0, 0.1), sold={1: STOCK + 3, 2: STOCK})).wrong("oversold") == 3


def test_the_same_customers_come_each_time():
    assert visits() == visits()
    assert len({visit.customer for visit in visits()}) > 2000
