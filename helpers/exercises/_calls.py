"""A call of the answer that is still to be made, and what another client does meanwhile: as data."""

from dataclasses import dataclass, field

from helpers.judge.wording import called, written


@dataclass(frozen=True)
class Call:
    """One call of the answer's function `name`, without the client; `str()` shows it as the learner writes
    it."""

    name: str
    args: tuple = ()
    kwargs: dict = field(default_factory=dict)

    def __str__(self):
        return called(self.name, self.args, self.kwargs)


@dataclass(frozen=True)
class Outside:
    """One redis-py call of another client: `other.expire("cart:7", 60)`."""

    name: str
    args: tuple = ()
    kwargs: dict = field(default_factory=dict)

    def __str__(self):
        return f"another client: {self.name}({written(self.args, self.kwargs)})"

    def make(self, r):
        getattr(r, self.name)(*self.args, **self.kwargs)


class _Maker:
    def __init__(self, kind):
        self._kind = kind

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._kind(name, args, kwargs)


call = _Maker(Call)  # call.page_view("home"): the answer's page_view(r, "home"), to be made by a judge
other = _Maker(Outside)  # other.expire("cart:7", 60, xx=True): the same command by another client
