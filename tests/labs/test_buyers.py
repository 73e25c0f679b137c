"""The buyers of lesson 53 sell what they say, count right, and stop; the price list holds prices."""

import os

import pytest

from helpers.errors import CourseError
from helpers.labs import buyers
from helpers.labs.buyers import Buyers, PriceList, about
from helpers.servers import start_server

pytestmark = pytest.mark.lesson(number="53")


def sell_all(r, product, customer):
    """Oversells as much as is wanted."""
    r.rpush(f"orders:{product}", customer)


def sell_in_vain(r, product, customer):
    """Sells nothing, with an EXEC each time."""
    r.pipeline().exists(product).execute()


def sell_carefully(r, product, customer):
    script = "if redis.call('DECR', KEYS[1]) >= 0 then redis.call('RPUSH', KEYS[2], ARGV[1]) end"
    r.eval(script, 2, f"stock:{product}", f"orders:{product}", customer)


def fail(r, product, customer):
    raise ValueError("no such product")


WAYS = {"all": sell_all, "in vain": sell_in_vain, "carefully": sell_carefully, "fail": fail}


@pytest.fixture(scope="module")
def server():
    with start_server() as server:
        yield server


@pytest.fixture
def two(server):
    server.client().flushall()
    with Buyers(server, WAYS, processes=2) as two:
        yield two


def test_what_is_sold_beyond_the_stock_is_counted(two):
    sale = two.sell("all", products=3, stock=10, wanted=2)
    assert sale.oversold == 3 * 10
    assert sale.retries == 0, "no EXEC at all"
    assert sale.per_second > 0


def test_a_careful_way_oversells_nothing(two, server):
    assert two.sell("carefully", products=3, stock=10).oversold == 0
    assert [server.client().llen(key) for key in server.client().scan_iter("orders:1-*")] == [10] * 3


def test_an_exec_that_sells_nothing_is_a_retry(two):
    assert two.sell("in vain", products=1, stock=10, wanted=1).retries == 10


def test_fewer_processes_sell_as_much(two, server):
    assert two.sell("all", processes=1, products=1, stock=10, wanted=1).oversold == 0
    assert server.client().llen("orders:1-0") == 10


def test_the_fastest_of_several_sales_counts_and_the_ways_take_turns(two):
    sales, sell = [], two.sell
    two.sell = lambda *args, **how: sales.append((*args, sell(*args, **how))) or sales[-1][-1]
    compared = two.compare(["all", "carefully"], [1, 2], runs=2, products=1)
    turns = [(way, number) for number in (1, 2) for way in ("all", "carefully")]
    assert [tuple(which) for *which, _ in sales] == 2 * turns
    for way, number in turns:
        rates = [sale.per_second for *which, sale in sales if which == [way, number]]
        assert compared[way][number - 1].per_second == max(rates)


def test_a_buyer_that_fails_is_reported_with_its_error(two, monkeypatch):
    monkeypatch.setattr(buyers, "PATIENCE", 2)
    with pytest.raises(CourseError, match="no such product"):
        two.sell("fail", products=1)


def test_the_buyers_stop(server):
    with Buyers(server, WAYS, processes=2) as two:
        pids = [program.pid for program in two._programs]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_the_price_list_keeps_a_price_and_a_token():
    prices = PriceList()
    prices.set(456, 1499)
    prices.execute("UPDATE prices SET cents = :cents, token = :token", cents=999, token=2)
    assert prices.get(456) == 999
    prices.set(456, 1499)
    assert prices.execute("SELECT * FROM prices") == [(456, 1499, 0)]
    prices.close()
    with pytest.raises(CourseError, match="again"):
        prices.get(456)


def test_figures_are_told_with_their_size():
    assert [about(figure) for figure in (0, 0.537, 9.99, 3253.4)] == ["0", "≈ 0.54", "≈ 9.99", "≈ 3,253"]
