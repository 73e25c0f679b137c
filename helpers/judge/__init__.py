"""Let functions meet in every order their round trips can take, and see which orders break them.

    race = every_order(page_view, page_view, args=("home",))
    race             # 4 of 6 orders break it, with the shortest of them as a table
    race.broken      # 4
    race.orders      # 6

Each function takes a client as its first argument and runs in a process of its own, on a scratch server
that is there for this call only: what the notebook's own server holds isn't touched. The order in which the
processes may send their round trips is the judge's to choose, so the count is exact, and the same in every
run.
"""

from dataclasses import dataclass

__all__ = ["Race", "every_order"]


@dataclass
class Race:
    """What came of every order: how many `orders` there are, how many are `broken`, and the `shortest` of
    those.

    `shortest` is a story with a column for each client, or None. `bound` is None if every order was tried,
    or else the most switches between the clients in the orders that were.
    """

    orders: int
    broken: int
    shortest: object
    bound: int | None
    loses: str

    def __str__(self):
        which = "" if self.bound is None else f", of those with at most {self.bound} switches,"
        first = f"{self.broken:,} of {self.orders:,} orders{which} {self.loses}"
        return f"{first}\n\n{self.shortest}" if self.shortest else first

    __repr__ = __str__

    def _repr_html_(self):
        head = str(self).splitlines()[0]
        return f"<p>{head}</p>" + (self.shortest._repr_html_() if self.shortest else "")


def every_order(
    *functions, args=(), setup=None, broken=None, loses="give a result that no serial order gives"
):
    """Run these functions at the same moment in every order of their round trips: a `Race`.

    Each is called as `function(r, *args)`. Before each order the server is emptied, and `setup(r)` is
    called if it is given. An order is broken if the results, or the data left in the server, are those of
    no serial order, in which one call after the other is made. If that isn't what you want to know,
    `broken(r, results)` decides. `loses` completes the sentence "34 of 70 orders ...": for example "lose an
    update".
    """
    from helpers.judge.races import run_race  # multiprocessing, redis.asyncio: only for a lesson with a race

    return Race(*run_race(functions, tuple(args), setup, broken), loses)
