"""Claims: sentences of a lesson that are measured on the spot, and are tests in CI."""

import html
import math
from numbers import Integral, Real

from helpers.display import in_notebook, inline, show_reading
from helpers.display.palette import GREEN, PURPLE, VERMILION

MISSED = "It doesn't hold here, this time. What's different: load, disk, clock, server, code?"
BOUND_AT = 35  # position of the bound on the scale, in %
DECADE = 40  # width of a factor of ten on the scale, in %


def claim(sentence, measured, *, at_least=None, at_most=None, exactly=None, unit=None, guess=None):
    """Show the sentence with a tick or a cross, the bound and the measured figure; return nothing.

    Give one bound. `unit` follows the figure (" %", " kB"). By default it's "x" for a float, which is a
    ratio, and nothing for a count. A figure that may vary is written after `≈`, and CI doesn't compare it.
    A figure claimed `exactly` is compared. `guess` is what `predict()` returned if it asked for this figure,
    and the card then shows the reader's guess.

    In a notebook, the claim is a card. Its text, which CI compares, is the line that is printed elsewhere.
    """
    bounds = {"at least": at_least, "at most": at_most, "exactly": exactly}
    given = [(how, bound) for how, bound in bounds.items() if bound is not None]
    if len(given) != 1:
        raise TypeError("claim() takes one of at_least=, at_most=, exactly=")
    [(how, bound)] = given
    if unit is None:
        unit = "" if isinstance(measured, Integral) else "x"
    holds = {"at least": measured >= bound, "at most": measured <= bound, "exactly": measured == bound}[how]
    is_exact = how == "exactly" or not (holds or measured)  # there's nothing approximate about 0
    figure = f"{'' if is_exact else '≈ '}{_number(measured)}{unit}"
    wanted = f"{how} {_number(bound)}{unit}"
    text = f"✓ {sentence} ({figure})" if holds else f"✗ {sentence} ({figure}, claimed: {wanted})\n  {MISSED}"
    if not in_notebook():
        print(text)
        return
    marks = [_guess_mark(guess.value, bound, how)] if guess and isinstance(guess.value, Real) else []
    scale = "" if how == "exactly" else _scale(measured, bound, how, marks)
    guessed = guess.against(f"≈ {_number(measured)}{unit}") if guess is not None else ""
    card = _card(sentence, figure, wanted, holds, scale, guessed)
    show_reading({"text/html": card, "text/plain": text})


def _number(value):
    if isinstance(value, Integral):
        return f"{value:,}"
    return f"{float(f'{value:.3g}'):,.10g}"


# --- the card ---------------------------------------------------------------------------------------------


def _card(sentence, figure, wanted, holds, scale, guessed):
    """Return the HTML of a claim. Without styles (on the forge) it's still a tick, a sentence and a line."""
    colour, mark, word = (GREEN, "✓", "holds") if holds else (VERMILION, "✗", "doesn't hold")
    ink = f"color-mix(in srgb, {colour} 75%, currentColor)"
    frame = (
        "display:grid;grid-template-columns:auto 1fr;gap:.1em .7em;align-items:start;max-width:52em;"
        f"margin:.3em 0;padding:.55em 1em .6em .8em;border-radius:6px;line-height:1.45;"
        f"border:1px solid color-mix(in srgb, {colour} 45%, transparent);"
        f"background:color-mix(in srgb, {colour} 9%, transparent)"
    )
    badge = f"font-size:1.3em;font-weight:bold;line-height:1.1;color:{ink}"
    facts = f"Measured <b>{html.escape(figure)}</b>, claimed {html.escape(wanted)}."
    lines = " ".join(filter(None, [facts, html.escape(guessed)]))
    missed = "" if holds else f'<div style="width:100%">{MISSED}</div>'
    row = "grid-column:2;display:flex;flex-wrap:wrap;gap:.1em 1.2em;align-items:center"
    return (
        f'<div role="group" aria-label="A claim that {word}" style="{frame}">\n'
        f'<span aria-hidden="true" style="{badge}">{mark}</span> <b>{inline(sentence)}</b>\n'
        f'<div style="{row}"><span>{lines}</span>{scale}{missed}</div></div>'
    )


def _scale(measured, bound, how, marks=()):
    """Return the HTML of a small scale: the side on which the claim holds, and a dot for the figure."""
    place = _place(measured, bound, how)
    good, bad = (f"color-mix(in srgb, {one} 55%, transparent)" for one in (GREEN, VERMILION))
    left, right, at = (bad, good, BOUND_AT) if how == "at least" else (good, bad, 100 - BOUND_AT)
    bar = f"linear-gradient(to right,{left} {at}%,{right} {at}%) center/100% 5px no-repeat"
    tick = f"position:absolute;left:{at}%;top:1px;height:14px;border-left:2px solid currentColor"
    dot = (
        f"position:absolute;left:calc({place}% - 6px);top:2px;width:12px;height:12px;border-radius:50%;"
        "background:currentColor"
    )
    box = f"position:relative;flex:none;width:11em;height:16px;background:{bar}"
    return (
        f'<span aria-hidden="true" style="{box}">'
        f'<span style="{tick}"></span>{"".join(marks)}<span style="{dot}"></span></span>'
    )


def _guess_mark(guess, bound, how):
    """Return the HTML of the reader's guess on the scale: a hollow diamond."""
    style = (
        f"position:absolute;left:calc({_place(guess, bound, how)}% - 6px);top:3px;width:10px;height:10px;"
        f"transform:rotate(45deg);border:2px solid {PURPLE};background:var(--jp-layout-color0,white)"
    )
    return f'<span style="{style}"></span>'


def _place(measured, bound, how):
    """Return the position of a figure on the scale in %, logarithmic unless a value is zero or negative."""
    at = BOUND_AT if how == "at least" else 100 - BOUND_AT
    if measured > 0 and bound > 0:
        away = DECADE * math.log10(measured / bound)
    else:
        away = DECADE * (measured - bound) / max(abs(bound), abs(measured), 1)
    return round(min(97, max(3, at + away)))
