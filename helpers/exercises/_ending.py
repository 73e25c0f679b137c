"""An answer's program that ends between two of its commands: what is lost then?"""

from contextlib import contextmanager


class Ended(BaseException):
    """The answer's process ends here, by SIGKILL: no `except` and no `finally` of the answer runs."""


@contextmanager
def ending_before(ctx, trip):
    """In this block the answer's program ends, with `Ended`, before its round trip number `trip`, from 1."""
    begun = len(ctx.record.trips)

    def end(commands):
        if len(ctx.record.trips) - begun + 1 == trip:
            raise Ended

    with ctx.record.before_each_trip(end):
        yield
