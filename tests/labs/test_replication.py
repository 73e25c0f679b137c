"""The slow link delays and the record of a failover tells what happened."""

import time

import numpy as np
import pytest
import redis

from helpers.labs import replication
from helpers.labs.replication import Failover, Orders, SlowLink, orders, timeline
from helpers.servers import start_server


def test_a_link_delays_each_direction_and_leaves_nothing(capsys):
    with start_server() as server, SlowLink(server, seconds=0.05) as link:
        through_it = redis.Redis(port=link.port, password=server.password, decode_responses=True)
        with through_it as r:
            r.ping()
            began = time.monotonic()
            r.set("key", "x" * 200_000)  # more than one read of the link
            assert r.strlen("key") == 200_000
            assert 0.2 <= time.monotonic() - began < 2
            assert r.get("key") == "x" * 200_000
    assert capsys.readouterr().err == ""


class Printed:
    """A program that has printed this text."""

    def __init__(self, text):
        self.text = text

    def output(self):
        return self.text


def test_orders_are_read_from_complete_lines():
    tried = orders(Printed("1.0 0 ok\n1.5 1 TimeoutError\n2.0 2 ok\n2.5 3 o"))
    assert tried.numbers.tolist() == [0, 1, 2]
    assert tried.acknowledged.tolist() == [0, 2]
    assert not len(orders(Printed("")).acknowledged)


TRIED = Orders(
    np.array([1.0, 2.0, 2.5, 3.0, 3.5, 4.5]),
    np.arange(6),
    np.array(["ok", "ok", "TimeoutError", "ok", "ConnectionError", "ok"]),
)


def test_the_gap_lies_between_the_first_failed_order_and_the_last():
    assert replication._gap(TRIED, began=2.2) == pytest.approx(1.0)
    assert replication._gap(TRIED, began=4.0) is None  # no error since
    assert replication._gap(Orders(*(part[:5] for part in TRIED)), began=2.2) is None  # not over yet


def test_a_timeline_says_which_server_took_over(monkeypatch):
    roles = [
        (1.0, {"A": "master", "B": "slave"}),
        (2.2, {"A": None, "B": "slave"}),
        (3.0, {"A": None, "B": "master"}),
    ]
    told = []
    monkeypatch.setattr(replication, "show", lambda fig, text: told.append(text))
    timeline(Failover(TRIED, roles, began=2.1, gap=1.0), "No orders for {gap}")
    assert told == [
        "No orders for ≈ 1.0 s. Orders fail for ≈ 1.0 s after A has stopped, and are accepted again once "
        "a replica has been promoted."
    ]


def test_each_stretch_of_a_role_is_drawn_once():
    roles = [(moment, {"A": role}) for moment, role in enumerate(["master", "master", None, "slave"])]
    spans = replication._spans(Failover(TRIED, roles, began=0, gap=1.0), "A", 4)
    assert list(spans) == [(0, 2, "master"), (2, 3, None), (3, 4, "slave")]
