"""The shop in a real PostgreSQL."""

import psycopg
import pytest

from helpers.errors import CourseError
from helpers.shop import open_shop, postgres, rows, sqlite
from helpers.traffic import threads
from tests.support.postgres import server_fixture  # noqa: F401 - fixture
from tests.support.shop_folder import SCALE, another_kernel, generated_fixture  # noqa: F401 - fixtures

ORIGINAL = "redis_measured_0_01"


@pytest.fixture
def url(server, generated, monkeypatch):
    """DATABASE_URL set to a cluster without any schema of the course."""
    with psycopg.connect(server, autocommit=True) as database:
        for schema in schemas(database):
            database.execute(f"DROP SCHEMA {schema} CASCADE")
    monkeypatch.setenv("DATABASE_URL", server)
    return server


@pytest.fixture
def database(url):
    with psycopg.connect(url, autocommit=True) as database:
        yield database


def schemas(database):
    query = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'redis_measured%' ORDER BY 1"
    return [name for (name,) in database.execute(query)]


def test_both_engines_give_the_same_answers(url, monkeypatch):
    shop = open_shop()
    monkeypatch.delenv("DATABASE_URL")
    sqlite = open_shop()
    assert (shop.path, shop.engine.dialect.name) == (None, "postgresql") and sqlite.path
    for ask in (
        lambda shop: [shop.product(i) for i in (1, 500, 1000, 1001)],
        lambda shop: shop.products_in("Lamps"),
        lambda shop: [shop.customer(i) for i in (0, 1, 500)],
        lambda shop: shop.best_sellers(),
        lambda shop: shop.best_sellers(days=7, limit=3, category="Lamps"),
        lambda shop: [shop.units_sold(i) for i in (0, 1, 2)],
        lambda shop: (shop.set_price(5, 99), shop.set_stock(5, 3), shop.set_price(0, 1), shop.product(5)),
    ):
        assert ask(shop) == ask(sqlite)
    assert (shop.reads, shop.writes) == (sqlite.reads, sqlite.writes)


def test_every_row_arrives(url, database):
    open_shop()
    digits = {}
    for table, chunk in rows.rows(SCALE):
        digits[table.name] = digits.get(table.name, 0) + len(chunk)
    for name, number in digits.items():
        assert database.execute(f"SELECT count(*) FROM {ORIGINAL}.{name}").fetchone() == (number,)
    expected = [row for table, chunk in rows.rows(SCALE) if table.name == "orders" for row in chunk]
    found = database.execute(f"SELECT id, customer_id, ordered_at::text FROM {ORIGINAL}.orders ORDER BY id")
    assert list(found) == [(*row[:2], row[2].removesuffix(".000000")) for row in expected]


def test_reads_are_counted_exactly_under_threads(url):
    shop = open_shop()
    with shop.counting() as count:
        threads(40, lambda i: [shop.product(i + 1), shop.set_stock(i + 1, i)])
    assert (count.reads, count.writes, count.commits) == (40, 40, 40)
    assert (shop.reads, shop.writes) == (40, 40)


def test_kernels_do_not_see_each_others_changes(url):
    one, two = open_shop(), open_shop()
    one.set_price(1, 1)
    with one.engine.begin() as connection:
        connection.exec_driver_sql("CREATE INDEX ON order_lines (product_id)")
        connection.exec_driver_sql("DELETE FROM order_lines")
        connection.exec_driver_sql("INSERT INTO orders (customer_id, ordered_at) VALUES (1, now())")
        assert connection.exec_driver_sql("SELECT max(id) FROM orders").scalar() == 4001
    assert two.product(1)["version"] == 1 and two.best_sellers() == open_shop().best_sellers()
    assert one.best_sellers() == []
    query = "SELECT SUM(quantity) FROM order_lines WHERE product_id = :id"
    assert any("Seq Scan on order_lines" in line for line in two.plan(query, id=1))


def test_a_copy_has_the_keys_that_sqlite_has(url):
    with open_shop().engine.connect() as connection:
        with pytest.raises(Exception, match="violates foreign key"):
            connection.exec_driver_sql("INSERT INTO orders (customer_id, ordered_at) VALUES (0, now())")
        connection.rollback()
        with pytest.raises(Exception, match="violates unique"):
            connection.exec_driver_sql("INSERT INTO customers (id, name, city) VALUES (1, '', '')")
        connection.rollback()
        query = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
        found = set(connection.exec_driver_sql(query).scalars())
    assert {name for name in found if not name.endswith("_pkey")} == {
        i.name for table in rows.metadata.sorted_tables for i in table.indexes
    }


def test_a_copy_goes_with_its_shop_its_kernel_or_the_next_one(url, database):
    shop = open_shop()
    assert len(schemas(database)) == 2
    shop.close()
    assert schemas(database) == [ORIGINAL]
    ended = another_kernel("shop = open_shop()")
    assert ended.communicate(timeout=60) and ended.returncode == 0
    assert schemas(database) == [ORIGINAL]
    killed = another_kernel("shop = open_shop(); print('open'); sys.stdin.read()")
    assert killed.stdout.readline() == "open\n"
    shop = open_shop()
    assert len(schemas(database)) == 3
    killed.kill()
    killed.communicate()
    for _ in range(100):  # the server notices a moment later that the session has gone
        other = open_shop()
        if len(schemas(database)) == 3:
            break
        other.close()
    assert len(schemas(database)) == 3 and shop.product(1) == other.product(1)


def test_a_transaction_left_open_does_not_hold_up_the_end(url, database):
    forgetful = another_kernel(
        "shop = open_shop()\nconnection = shop.engine.connect()\n"
        "connection.exec_driver_sql('SELECT * FROM products LIMIT 1')\n"
    )
    assert forgetful.communicate(timeout=30) and forgetful.returncode == 0
    open_shop().close()
    assert schemas(database) == [ORIGINAL]


def test_of_two_kernels_one_makes_the_shop_and_the_other_waits(url, database):
    code = (
        "from helpers.shop import postgres\n"
        "rows = postgres.rows\n"
        "postgres.rows = lambda *args: (print('made'), rows(*args))[1]\n"
        "print(open_shop().product(1)['id'])\n"
    )
    with psycopg.connect(url) as holder:
        holder.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [ORIGINAL])
        both = [another_kernel(code) for _ in range(2)]
        for kernel in both:
            assert "another notebook is generating" in kernel.stdout.readline().lower()
    answers = [kernel.communicate(timeout=60)[0].split() for kernel in both]
    assert sorted(answers) == [["1"], ["made", "1"]]


def test_foreign_tables_are_refused_with_their_counts(url, database):
    database.execute(f"CREATE SCHEMA {ORIGINAL}")
    database.execute(f"CREATE TABLE {ORIGINAL}.products AS SELECT generate_series(1, 1234) AS id")
    database.execute(f'CREATE TABLE {ORIGINAL}."Mine" (id int)')
    with pytest.raises(CourseError, match=r"contains 2 tables with 1,234 rows that the course didn't create"):
        open_shop()
    assert database.execute(f"SELECT count(*) FROM {ORIGINAL}.products").fetchone() == (1234,)


def test_tables_of_the_same_names_elsewhere_are_never_touched(url, database):
    database.execute("CREATE TABLE IF NOT EXISTS products AS SELECT 1 AS id")
    shop = open_shop()
    shop.set_price(1, 1)
    shop.close()
    assert database.execute("SELECT id FROM public.products").fetchall() == [(1,)]
    database.execute("DROP TABLE products")


@pytest.mark.parametrize(
    "damage", ["DROP TABLE {}.order_lines", "COMMENT ON SCHEMA {} IS 'Redis, measured: old'"]
)
def test_a_broken_or_old_original_is_made_anew(url, database, damage):
    open_shop().close()
    database.execute(damage.format(ORIGINAL))
    assert len(open_shop().best_sellers()) == 10


def test_a_table_added_to_an_old_original_is_left_alone(url, database):
    open_shop().close()
    database.execute(f"CREATE TABLE {ORIGINAL}.mine (id int)")
    open_shop().close()  # the original is of this version: nothing to make, nothing to refuse
    database.execute(f"COMMENT ON SCHEMA {ORIGINAL} IS 'Redis, measured: old'")
    with pytest.raises(CourseError, match="contains 1 table with 0 rows"):
        open_shop()


def test_a_failure_while_loading_leaves_nothing(url, database, monkeypatch):
    def breaks_off(rows_of_table, scale):
        yield next(rows_of_table)
        raise KeyboardInterrupt

    monkeypatch.setattr(postgres, "progress", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        open_shop()
    assert schemas(database) == []


def test_a_user_without_rights_is_told_so(url, database, monkeypatch):
    database.execute("DROP ROLE IF EXISTS guest")
    database.execute("CREATE ROLE guest LOGIN")
    monkeypatch.setenv("DATABASE_URL", url.replace("shop@", "guest@"))
    with pytest.raises(CourseError, match=r"can't hold the shop: permission denied .* unset DATABASE_URL"):
        open_shop()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("localhost", "isn't a database URL"),
        ("postgresql://localhost:port/shop", "isn't a database URL"),
        ("mysql://root:secret@localhost/shop", "names mysql, but the shop needs PostgreSQL"),
        ("sqlite:///shop.db", "names sqlite"),
        (
            "postgresql://me:secret@127.0.0.1:1/shop",
            r"me:\*\*\*@127.0.0.1:1/shop.* can't hold the shop: .*refused",
        ),
    ],
)
def test_an_address_that_cannot_serve_gets_one_sentence(monkeypatch, address, sentence):
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(CourseError, match=sentence) as raised:
        open_shop()
    assert "secret" not in str(raised.value) and "unset DATABASE_URL" in str(raised.value)


def test_an_empty_address_means_sqlite(generated, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    assert open_shop().path.is_relative_to(sqlite.GENERATED)
