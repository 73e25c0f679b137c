"""Lessons 70 and 71: a flash sale at the shop, whose five parts you build, and a report on how they did.

`shop` is the service, `database` is what it does without Redis, `schedule` says who comes when, `traffic`
lets them come, `report` judges what they saw, `mistakes` has parts that go wrong, and `figures` draws.
"""

from helpers.setup import importing

with importing.whole():
    from helpers.labs.flash_sale.figures import (
        draw_course,
        draw_latencies,
        draw_statements,
        latencies,
        statements,
    )
    from helpers.labs.flash_sale.report import Report
    from helpers.labs.flash_sale.traffic import hold

__all__ = ["Report", "draw_course", "draw_latencies", "draw_statements", "hold", "latencies", "statements"]
