def slow_commands(r, since):
    """Total seconds of each command in the slow log, newer than entry `since`."""
    ...


def leaking(r, before, more):
    """The names of the services with at least `more` connections more than in `before`."""
    ...
