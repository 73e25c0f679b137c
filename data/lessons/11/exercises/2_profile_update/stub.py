def update_profile(r, customer, changes):
    """Change fields of `profile:<customer>`. A value of None removes its field."""
    ...


def read_profile(r, customer):
    """Return the profile with Python's types, or None if there is no profile."""
    ...
