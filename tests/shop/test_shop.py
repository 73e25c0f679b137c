"""The shop: the same rows on each machine, answers that Python agrees with, and an exact count of queries."""

import hashlib
import sqlite3
from collections import Counter
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import text

from helpers.errors import CourseError
from helpers.shop import cities, open_shop
from helpers.shop import rows as shop_rows
from helpers.shop.rows import FULL_SIZE, TODAY, rows, size_of
from helpers.traffic import popularity, threads, zipf
from tests.support.shop_folder import SCALE, generated_fixture, shop_fixture  # noqa: F401 - fixtures


def table_rows(table):
    return [row for its_table, chunk in rows(SCALE) if its_table is table for row in chunk]


# What it holds


def test_the_rows_are_the_same_on_each_machine():
    digest = hashlib.sha256()
    for table, chunk in rows(SCALE):
        digest.update(repr((table.name, chunk)).encode())
    # A different checksum means a different shop: raise VERSION in rows.py.
    assert digest.hexdigest() == "87e35f10655cbe4ebe1bec13cfc0b9fc0360174a83433ee060e89e5a47be6a3a"


def test_every_table_has_its_size_and_every_reference_its_row(shop):
    database = sqlite3.connect(shop.path)
    for name, number in size_of(SCALE)._asdict().items():
        assert database.execute(f"SELECT count(*) FROM {name}").fetchone() == (number,)
    assert FULL_SIZE == (100_000, 50_000, 400_000, 1_000_000)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    empty_orders = "SELECT count(*) FROM orders WHERE id NOT IN (SELECT order_id FROM order_lines)"
    assert database.execute(empty_orders).fetchone() == (0,)


def test_the_full_shop_has_40_categories_and_no_name_twice():
    ids, names, categories, prices, stock, _ = shop_rows._products(100_000, shop_rows._prices(100_000))
    assert len(set(names)) == len(ids) == 100_000
    assert set(Counter(categories).values()) == {2500} and len(set(categories)) == 40
    assert prices.min() >= 299 and set((prices % 100).tolist()) == {99} and stock.min() >= 0
    assert not any(set("\t\n\\") & set(name) for name in names)  # COPY would trip over them


def test_what_sells_follows_zipf_by_the_popularity_of_traffic():
    sold = shop_rows._order_lines(FULL_SIZE, np.ones(100_000))[2]
    counts = np.bincount(sold, minlength=100_001)[popularity(100_000)]
    ranks = np.arange(1, 301)
    slope, _ = np.polyfit(np.log(ranks), np.log(counts[:300]), 1)
    assert -slope == pytest.approx(0.99, abs=0.02)
    assert (sold != zipf(100_000, 1_000_000)).any()  # the traffic of a lesson is not the history once more


def test_orders_lie_in_the_90_days_before_today_and_ids_follow_time():
    times = [ordered_at for _, _, ordered_at in table_rows(shop_rows.orders)]
    assert times == sorted(times)
    assert times[0] >= str(TODAY - timedelta(days=90)) and times[-1] < str(TODAY)
    assert times[0][:10] == "2025-04-02" and times[-1][:10] == "2025-06-30"


def test_cities_are_numbers_and_big_ones_have_more_customers():
    places = {place["city"]: place for place in cities()}
    assert len(places) == 60
    for place in places.values():
        assert -60 < place["latitude"] < 70 and -180 <= place["longitude"] <= 180
        assert 100_000 <= place["population"] <= 30_000_000
    homes = Counter(shop_rows._customers(50_000)[2])
    assert set(homes) == set(places)
    assert homes["Beijing"] > 10 * homes["Oslo"]


# What it answers


def test_the_queries_answer_what_python_finds_in_the_rows(shop):
    products = table_rows(shop_rows.products)
    assert tuple(shop.product(17).values()) == products[16]
    assert shop.product(17) == shop.product(np.int64(17))
    assert shop.product(len(products) + 1) is None
    kettles = [product for product in products if product[2] == "Kettles"]
    assert [tuple(product.values()) for product in shop.products_in("Kettles", limit=5)] == kettles[:5]
    assert tuple(shop.customer(3).values()) == table_rows(shop_rows.customers)[2]
    assert shop.customer(0) is None
    hot = int(popularity(len(products))[0])
    sold = sum(line[3] for line in table_rows(shop_rows.order_lines) if line[2] == hot)
    assert shop.units_sold(hot) == sold > 100
    assert shop.units_sold(0) == 0


@pytest.mark.parametrize("category", [None, "Lamps"])
def test_best_sellers_are_the_ones_python_adds_up(shop, category):
    since = str(TODAY - timedelta(days=30))
    recent = {id_ for id_, _, ordered_at in table_rows(shop_rows.orders) if ordered_at >= since}
    category_of = {product[0]: product[2] for product in table_rows(shop_rows.products)}
    sold = Counter()
    for order_id, _, product_id, quantity, _ in table_rows(shop_rows.order_lines):
        if order_id in recent and category in (None, category_of[product_id]):
            sold[product_id] += quantity
    expected = sorted(sold.items(), key=lambda item: (-item[1], item[0]))[:5]
    found = shop.best_sellers(days=30, limit=5, category=category)
    assert [(product["id"], product["sold"]) for product in found] == expected
    assert found[0]["name"] == shop.product(found[0]["id"])["name"]


def test_changes_commit_and_raise_the_version(shop):
    assert shop.set_price(5, 1234) is True and shop.set_stock(5, 7) is True
    product = shop.product(5)
    assert (product["price_cents"], product["stock"], product["version"]) == (1234, 7, 3)
    assert sqlite3.connect(shop.path).execute("SELECT stock FROM products WHERE id = 5").fetchone() == (7,)
    assert shop.set_price(0, 1) is False and shop.set_stock(0, 1) is False


def test_the_plan_shows_the_missing_index(shop):
    slow = "SELECT SUM(quantity) FROM order_lines WHERE product_id = :id"
    assert shop.plan(slow, id=1) == ["SCAN order_lines"]
    with shop.engine.begin() as connection:
        connection.execute(text("CREATE INDEX order_lines_product ON order_lines (product_id)"))
    assert "SEARCH order_lines USING INDEX order_lines_product" in shop.plan(slow, id=1)[0]
    assert shop.reads == 0


def test_each_connection_has_the_settings(shop):
    def settings(_):
        with shop.engine.connect() as connection:
            names = ("journal_mode", "synchronous", "busy_timeout", "cache_size", "foreign_keys")
            return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert threads(5, settings) == [["wal", 2, 5000, -8000, 1]] * 5


# What it counts


def test_reads_and_writes_are_counted_exactly_under_threads(shop):
    def work(i):
        for product_id in range(1, 11):
            shop.product(product_id)
        shop.set_stock(i + 1, i)

    with shop.counting() as count:
        threads(40, work)
    assert (count.reads, count.writes, count.commits) == (400, 40, 40)
    assert [shop.product(i + 1)["stock"] for i in range(40)] == list(range(40))
    assert (shop.reads, shop.writes) == (440, 40)
    assert repr(count) == "400 reads, 40 writes, 40 commits"


def test_a_count_ends_with_its_block_and_a_batch_counts_its_rows(shop):
    with shop.counting() as outer:
        with shop.counting() as inner:
            shop.product(1)
        shop.best_sellers()
        shop.plan("SELECT 1")
        with shop.engine.begin() as connection:
            update = text("UPDATE products SET stock = :stock WHERE id = :id")
            connection.execute(update, [{"id": i, "stock": 0} for i in (1, 2, 3)])
    shop.product(1)
    assert (inner.reads, inner.writes, inner.commits) == (1, 0, 0)
    assert (outer.reads, outer.writes, outer.commits) == (2, 3, 1)


# How it is asked for


def test_scales_have_files_of_their_own(generated, shop):
    small = open_shop(scale=0.002)
    assert small.product(200) and small.product(201) is None and shop.product(201)
    assert {path.name for path in generated.glob("*.sqlite")} == {"shop-0.01.sqlite", "shop-0.002.sqlite"}


@pytest.mark.parametrize("scale", ["many", "0", "-1", "2", "nan", "1e-9"])
def test_a_scale_that_makes_no_sense_is_refused(monkeypatch, scale):
    monkeypatch.setenv("SHOP_SCALE", scale)
    with pytest.raises(CourseError, match=r"SHOP_SCALE is .*from 0\.001 to 1"):
        open_shop()


@pytest.mark.parametrize("headless", ["1", ""])
def test_the_progress_bar_is_silent_when_headless(monkeypatch, capfd, headless):
    monkeypatch.setenv("REDIS_MEASURED_HEADLESS", headless)
    open_shop()
    assert ("Generating the shop" in "".join(capfd.readouterr())) == (not headless)
