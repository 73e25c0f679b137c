"""A race between clients as a sequence diagram."""

from typing import NamedTuple

from helpers.display import headless, show, show_reading
from helpers.display.lifelines import lifelines


class Step(NamedTuple):
    """What one client does, and what the stores hold afterwards, all of it as text."""

    client: int | None  # its index, or None where only time passes
    text: str
    reply: str
    holds: str
    database: str = ""


def sequence(race, steps=()):
    """Show a race as lifelines, with what the stores hold after each step; a button steps through it.

    `race` is what `helpers.judge.every_order` returned: its shortest broken order is drawn. For a race that
    you've run in another way, it's the names of the clients instead, and `steps` are tuples of the client's
    name ("" where only time passes), what it does, the reply ("" if there is none), what Redis holds
    afterwards, and what the database holds, if there is one: ("reader", "GET price:7", "nil", "nothing",
    "12.99").
    """
    if steps:
        names, head = list(race), ""
        moments = [Step(names.index(name) if name else None, *rest) for name, *rest in steps]
        plain = _told(names, moments)
    else:
        head, plain = str(race).splitlines()[0] + (":" if race.shortest else "."), str(race)
        names, moments = (race.shortest.titles, race.shortest.steps) if race.shortest else ([], [])
    first = f"<p>{head}</p>" if head else ""
    page = first + (lifelines(names, moments) if moments else "")
    if headless() or not moments:
        show_reading({"text/html": page, "text/plain": plain})
        return
    from helpers.display.interactive import Interactive

    widget = Interactive(first + lifelines(names, moments, stepping=True), lambda action, values: {})
    show(widget, page, plain, purpose="step through it")


def _told(names, moments):
    """The race as plain text, a line for each step."""
    lines = []
    for number, one in enumerate(moments, 1):
        did = f"{one.text} → {one.reply}" if one.reply else one.text
        held = f"Redis holds {one.holds}" + (f", the database {one.database}" if one.database else "")
        who = "" if one.client is None else f"{names[one.client]}: "
        lines.append(f"{number}  {who}{did}  [{held}]")
    return "\n".join(lines)
