"""The measurements of lesson 52 count what they say they count."""

import pytest

from helpers.labs.pipelines import peak_memory, send_unread, server_reads, unread_replies, waits_of_another
from helpers.servers import connect_socket, start_server


@pytest.fixture(scope="module")
def server():
    with start_server() as server:
        r = server.client()
        r.mset({f"page:{number}": "x" * 1000 for number in range(10_000)})
        yield server


def test_each_round_trip_is_a_read(server):
    r = server.client()
    assert server_reads(r, lambda: None) == 0
    assert server_reads(r, lambda: [r.ping() for _ in range(50)]) == 50


def test_the_peak_counts_what_was_freed_again():
    assert peak_memory(lambda: len(b"x" * 1_000_000) and None) >= 1_000_000
    assert peak_memory(lambda: None) < 10_000


@pytest.mark.parametrize("transaction", [False, True])
def test_each_size_has_a_wait_and_no_reply_is_left_over(server, transaction):
    r = server.client()
    r.config_resetstat()
    waits = waits_of_another(server, (1, 100), "page:{}", transaction, rounds=3)
    assert len(waits) == 2 and min(waits) > 0
    stats = r.info("commandstats")
    assert stats["cmdstat_get"]["calls"] == 3 * (1 + 100) + 2 * 3
    assert ("cmdstat_exec" in stats) == transaction


def test_replies_that_nobody_reads_stay_in_the_server(server):
    assert unread_replies(server, 10_000, "page:{}") > 10 * unread_replies(server, 1, "page:{}")


def test_all_commands_have_run_when_it_returns(server):
    r = server.client()
    r.config_resetstat()
    with connect_socket(server) as wire:
        send_unread(server, wire, 300, "page:{}")
        assert r.info("commandstats")["cmdstat_get"]["calls"] == 300
