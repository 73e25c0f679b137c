"""An answer's process: it can always be stopped, and nothing it does reaches the notebook."""

import functools
import itertools
import os
import pickle
import re
import subprocess
import threading
import time

import pytest
import redis

from helpers.judge.carry import unpack
from helpers.judge.clients import client_options
from helpers.judge.ending import Ends
from helpers.judge.events import Died, Killed
from helpers.judge.exceptions import AnswerError
from helpers.judge.functions import NotCarried, pickled

views, lock, connected = {"home": 1}, threading.Lock(), redis.Redis()


# Stopping


def never_leaves_c(r):
    return sum(itertools.repeat(0))


def one_huge_number(r):
    return 9**9**9


def runaway_pattern(r):
    return re.match("(a+)+$", 40 * "a" + "b")


def catches_everything(r):
    while True:
        try:
            while True:
                pass
        except:  # noqa: E722
            pass


@pytest.mark.parametrize("endless", [never_leaves_c, one_huge_number, runaway_pattern, catches_everything])
def test_a_call_without_end_is_killed_and_says_where_it_was(endless, start, client):
    process, frames = start(endless), []

    def stop():
        frames.extend(process.frames())
        process.kill()

    threading.Timer(0.3, stop).start()
    with pytest.raises(Killed):
        process.call(endless.__name__, client=client)
    assert any(__file__ == file for some in frames for file, _ in some)


def test_the_end_of_the_process_is_reported_with_its_code(start, client):
    def leaves(r):
        os._exit(3)

    with pytest.raises(Died) as died:
        start(leaves).call("leaves", client=client)
    assert died.value.code == 3


def test_what_an_answer_has_started_is_found_and_dies_with_it(start, client, tmp_path):
    def starts(r, path):
        subprocess.Popen(["sh", "-c", f"sleep 0.7; touch {path}"])

    def starts_a_thread(r):
        import _thread

        started = _thread.allocate_lock()
        started.acquire()

        def sleep():
            started.release()
            time.sleep(60)

        _thread.start_new_thread(sleep, ())
        started.acquire()

    process = start(starts, starts_a_thread)
    process.call("starts", (str(tmp_path / "alive"),), client=client)
    assert process.left(0.05)[2]
    process.call("starts_a_thread", client=client)
    assert process.left(0.05)[0] == 1
    process.kill()
    time.sleep(1)
    assert not (tmp_path / "alive").exists()


def test_a_fork_that_returns_is_one_answer_and_not_two(start, client):
    def forks(r):
        os.fork()
        return os.getpid()

    process = start(forks)
    assert len({process.call("forks", client=client) for _ in range(3)}) == 1


# Isolation


def test_the_notebooks_own_data_is_out_of_reach(start, client):
    def spoils(r):
        views.clear()
        redis.Redis.get = lambda *args: "spoilt"
        os.environ["SPOILT"] = "1"
        return len(views)

    assert start(spoils).call("spoils", client=client) == 0
    assert views == {"home": 1} and redis.Redis.get.__name__ == "get" and "SPOILT" not in os.environ


def test_patches_and_globals_are_gone_in_the_next_process(start, client, r):
    seen = []

    def counts(r):
        seen.append(1)
        redis.Redis.get = lambda *args: "spoilt"
        return len(seen), r.get("nothing")

    process = start(counts)
    process.call("counts", client=client)
    assert process.call("counts", client=client) == (2, "spoilt")
    process.load()
    assert process.call("counts", client=client)[0] == 1
    assert start(counts).call("counts", client=client) == (1, "spoilt")


def test_a_process_sends_data_and_no_code(tmp_path):
    class Bomb:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "bomb"),)

    with pytest.raises(pickle.UnpicklingError, match="isn't plain data"):
        unpack(pickle.dumps(Bomb()), None)
    assert not (tmp_path / "bomb").exists()


def uses_the_lock(r):
    with lock:
        return 1


def uses_the_client(r, page):
    return connected.incr(page)


def uses_it_by_a_helper(r):
    return uses_the_lock(r)


@pytest.mark.parametrize(
    ("answer", "name"),
    [(uses_the_lock, "lock"), (uses_the_client, "connected"), (uses_it_by_a_helper, "lock")],
)
def test_a_lock_or_a_client_of_the_notebook_is_named(answer, name):
    with pytest.raises(NotCarried) as refused:
        pickled({"answer": answer})
    assert refused.value.name == name


def test_helpers_of_the_cell_and_their_caches_are_carried(start, client):
    @functools.lru_cache
    def square(x):
        return x * x

    def uses(r):
        return square(4), square(4)

    assert start(uses).call("uses", client=client) == (16, 16)


# Arguments and results


def test_arguments_that_are_no_data_stay_here_and_are_called_from_there(start, client):
    calls, memory = [], {}

    class Shop:
        def product(self, number):
            calls.append(number)
            return {"id": number}

        def __repr__(self):
            return "shop"

    def reads(r, shop, memory, compute):
        memory["seen"] = shop.product(7)
        return compute(3, twice=True)

    process = start(reads)
    result = process.call("reads", (Shop(), memory, lambda n, twice: n * 2), client=client)
    assert (result, calls, memory) == (6, [7], {"seen": {"id": 7}})


def test_an_error_names_the_type_of_the_real_object(start, client):
    def counts(r, names):
        return len(names)

    with pytest.raises(TypeError, match=r"^object of type .generator. has no len\(\)"):
        start(counts).call("counts", ((name for name in "ab"),), client=client)


def test_a_function_that_is_returned_can_be_called(start, client):
    def decorator(r, more):
        def decorate(function):
            return lambda *args: function(*args) + more

        return decorate

    decorate = start(decorator).call("decorator", (5,), client=client)
    assert decorate(lambda x: 2 * x)(10) == 25


def test_an_exception_of_the_checks_own_comes_back_as_itself(start, client):
    class Down(Exception):
        pass

    down = Down("the database is down")

    def fail():
        raise down

    def saves(r, save):
        try:
            save()
        except Exception as error:
            assert str(error) == "the database is down"
            raise

    with pytest.raises(Down) as raised:
        start(saves).call("saves", (fail,), client=client)
    assert raised.value is down and any(__file__ == file for file, _ in down.frames)


def test_a_group_of_exceptions_comes_back_by_its_name(start, client):
    async def fails(r):
        raise ExceptionGroup("two reads failed", [ValueError("one"), ValueError("two")])

    with pytest.raises(AnswerError, match="two reads failed") as raised:
        start(fails).call("fails", client=client)
    assert raised.value.name == "ExceptionGroup"


def test_a_coroutine_function_gets_an_asyncio_client_which_is_closed_afterwards(start, server):
    async def reads(r):
        return [await r.set("views", 7), await r.get("views"), await r.client_id()]

    process = start(reads)
    stored, views, number = process.call("reads", client=client_options(server, asyncio=True))
    trips = process.count([("reads", (), {})], client_options(server, asyncio=True))
    assert (stored, views, trips) == (True, "7", 3)
    with server.client() as r:
        assert str(number) not in [one["id"] for one in r.client_list()]


def test_a_verdict_from_a_call_back_is_not_the_answers_to_catch(start, client):
    class Verdict(Ends):
        pass

    def judges():
        raise Verdict

    def swallows(r, save):
        try:
            save()
        except BaseException:
            return "swallowed"

    process = start(swallows)
    with pytest.raises(Verdict):
        process.call("swallows", (judges,), client=client)
    assert not process.alive


def test_ten_megabytes_come_back(start, client):
    def large(r):
        return "x" * 10_000_000

    assert len(start(large).call("large", client=client)) == 10_000_000


def test_prints_come_here_and_a_flood_is_cut(start, client):
    printed = []

    def prints(r):
        for _ in range(10_000):
            print("x" * 100)

    start(prints, on_print=printed.append).call("prints", client=client)
    assert 2000 <= len("".join(printed)) < 2500
