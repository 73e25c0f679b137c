"""What a call of the answer can go wrong by before its first line, or by ending its whole program."""

import inspect

from helpers.exercises._verdict import Wrong


def died_in_a_call(died):
    """The verdict on an answer that ends its process, as `os._exit` does."""
    how = (
        ""
        if died.code is None
        else f", with exit code {died.code}"
        if died.code >= 0
        else f", by signal {-died.code}"
    )
    return Wrong(
        f"the process that ran your function ended in the middle of the call{how}",
        "a call that returns",
        "Which line of yours ends the whole program, and what would become of the program that called it?",
    )


def expect_signature(name, function, called, args, kwargs):
    """Expect that the answer can be called like this: the `def` line is the exercise's."""
    try:
        signature = inspect.signature(function)
        signature.bind(None, *args, **kwargs)
    except ValueError:
        return  # written in C: it will say so itself
    except TypeError:
        raise Wrong(
            f"the check calls `{called}`, but your function is `{name}{signature}`",
            "the client first, then the other arguments, as in the exercise",
            "Is the line with `def` still the one that the exercise began with?",
        ) from None
