def update_profile(r, customer, changes):
    """Make the changes in `profile:<customer>`; a value of None removes its field."""
    ...


def read_profile(r, customer):
    """Return the profile with Python's types, or None if there is none."""
    ...
