"""The controls of a panel as HTML: sliders, lists, check boxes and buttons, declared as ipywidgets."""

import html


class Knobs:
    """Controls by the name of the argument that they set: `values` are its arguments, unchanged."""

    def __init__(self, controls):
        self._controls = controls
        self.values = {name: getattr(control, "value", 0) for name, control in controls.items()}

    def turn(self, action, values):
        """Take what the page says: `action` is "click NAME" for a button, `values` holds texts by name."""
        for name, control in self._controls.items():
            if name in values:
                self.values[name] = _value(control, values[name])
        clicked = action.removeprefix("click ")
        if clicked != action:
            self.values[clicked] += 1

    def html(self, reacting=True):
        """All controls in one row; with `reacting`, the ones that aren't buttons report each change."""
        report = ' data-action="turn"' if reacting else ""
        knobs = "".join(_knob(name, control, report) for name, control in self._controls.items())
        return f'<div class="redis-measured-knobs">{knobs}</div>'


def _is_button(control):
    return not hasattr(control, "value")


def _options(control):
    """(label, value) of each option of a list, or None."""
    return getattr(control, "_options_full", None)


def _steps(control):
    """What a slider with options shows at each of its places, or None."""
    return [label for label, _ in _options(control)] if type(control).__name__ == "SelectionSlider" else None


def _value(control, given):
    if _options(control):
        return _options(control)[int(given)][1]
    if isinstance(control.value, bool):
        return bool(given)
    return type(control.value)(given)


def _knob(name, control, report):
    text = html.escape(control.description or name.replace("_", " "))
    if _is_button(control):
        return f'<button type="button" data-action="click {name}">{text}</button>'
    field = f'name="{name}"{report}'
    if _steps(control) is not None:
        return _slider(text, field, 0, len(_steps(control)) - 1, 1, control.index, _steps(control))
    if _options(control):
        rows = "".join(
            f'<option value="{index}"{" selected" * (index == control.index)}>{html.escape(label)}</option>'
            for index, (label, _) in enumerate(_options(control))
        )
        return f"<label>{text} <select {field}>{rows}</select></label>"
    if isinstance(control.value, bool):
        checked = " checked" if control.value else ""
        return f'<label><input type="checkbox" value="on" {field}{checked}> {text}</label>'
    return _slider(text, field, control.min, control.max, control.step, control.value)


def _slider(text, field, low, high, step, value, labels=None):
    shown = labels[value] if labels else f"{value:g}"
    told = f' data-labels="{html.escape("|".join(map(str, labels)))}"' if labels else ""
    return (
        f'<label>{text} <input type="range" {field} min="{low}" max="{high}" step="{step}" value="{value}"'
        f"{told}> <output>{html.escape(str(shown))}</output></label>"
    )
