"""Claims: sentences of a lesson that are measured where they stand, and are tests in CI."""

from numbers import Integral


def claim(sentence, measured, *, at_least=None, at_most=None, exactly=None, unit=None):
    """Print the sentence with a tick or a cross, and the measured figure in brackets; return nothing.

    Give one bound. `unit` follows the figure (" %", " kB"); by default it is "x" for a float, which is a
    ratio, and nothing for a count. A figure that may vary is printed behind `≈`, the mark that CI does not
    compare; one claimed `exactly` is compared.
    """
    bounds = {"at least": at_least, "at most": at_most, "exactly": exactly}
    given = [(how, bound) for how, bound in bounds.items() if bound is not None]
    if len(given) != 1:
        raise TypeError("claim() takes one of at_least=, at_most=, exactly=")
    [(how, bound)] = given
    if unit is None:
        unit = "" if isinstance(measured, Integral) else "x"
    holds = {"at least": measured >= bound, "at most": measured <= bound, "exactly": measured == bound}[how]
    figure = f"{'' if how == 'exactly' else '≈ '}{_number(measured)}{unit}"
    if holds:
        print(f"✓ {sentence} ({figure})")
    else:
        print(f"✗ {sentence} ({figure}, claimed: {how} {_number(bound)}{unit})")
        print("  Not here, not this time. What is different: the load, the disk, the server, the code?")


def _number(value):
    if isinstance(value, Integral):
        return f"{value:,}"
    return f"{float(f'{value:.3g}'):,.10g}"
