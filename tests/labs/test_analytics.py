"""The simulated requests of lesson 40, its recorded t-digest, and its drawings."""

import hashlib
from math import ceil

import pytest

from helpers import charts
from helpers.labs import analytics

pytestmark = pytest.mark.lesson(number="40")


def p99(requests):
    samples = sorted(request.ms for request in requests)
    return samples[ceil(99 * len(samples) / 100) - 1]


@pytest.fixture(scope="module")
def two_hours():
    return analytics.shop_requests(12_000, 7200)


def test_the_requests_are_the_same_on_every_machine(two_hours):
    text = "\n".join(map(repr, two_hours))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "84008a8f3d61a6ff"


def test_a_slow_shop_is_slower_and_fails_more():
    usual, slow = (analytics.shop_requests(5000, 60, slow=slow) for slow in (False, True))
    assert sorted(one.ms for one in slow)[2500] > 4 * sorted(one.ms for one in usual)[2500]
    assert sum(one.failed for one in slow) > 3 * sum(one.failed for one in usual)


def test_minutes_follow_each_other_and_differ():
    first, second, slow = (analytics.shop_minute(number) for number in (0, 1, 30))
    assert int(second[0].at) - int(first[0].at) == 60
    assert first[-1].at < second[0].at
    assert [one.page for one in first[:50]] != [one.page for one in second[:50]]
    assert sum(one.ms for one in slow) / len(slow) > 2 * sum(one.ms for one in first) / len(first)


def test_the_recorded_tdigest_is_of_these_requests(two_hours):
    size, recorded, relative = analytics.recorded_tdigest()
    assert 5_000 < size < 20_000
    assert abs(recorded / p99(two_hours) - 1) < 0.05
    assert 0.5 < relative < 2


def minute(p50):
    return {
        "rate": 4.5,
        "failed": 0.8,
        "p50, p95, p99": [p50, 107, 1145],
        "pages": [("/product/7", 3), ("/product/59", 12)],
        "visitors": 1956,
    }


def texts(fig):
    return [text.get_text() for ax in fig.axes for text in ax.texts]


def test_the_dashboard_shows_the_latest_minute():
    fig = analytics.draw_dashboard([minute(52), minute(62)])
    assert fig.get_suptitle() == "p50 is 62 ms, p99 is 1,145 ms, and 0.8 % fail"
    assert {"≈ 1,956", "0.8 %", "p50", "p95", "p99"} <= set(texts(fig))
    assert [label.get_text() for label in fig.axes[2].get_yticklabels()] == ["/product/7", "/product/59"]
    assert charts.png(fig)


def test_the_tradeoff_names_every_way(capsys):
    analytics.draw_tradeoff({"samples": (1_000_000, 0.0), "buckets": (240, 13.6)}, "A title")
    assert "samples ≈ 1,000,000 B, ≈ 0.0 %, buckets ≈ 240 B, ≈ 13.6 %" in capsys.readouterr().out
