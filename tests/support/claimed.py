"""What `claim` displays in a notebook, without one."""

from unittest import mock

import nbformat

from helpers import claims


def claimed(*arguments, **options):
    """The MIME bundle that `claim` displays for these arguments."""
    notebook = mock.patch.object(claims, "in_notebook", return_value=True)
    with notebook, mock.patch.object(claims, "show_reading") as shown:
        claims.claim(*arguments, **options)
    return shown.call_args.args[0]


def saved_claim(*arguments, **options):
    """The same as an output of a saved notebook."""
    return nbformat.v4.new_output("display_data", data=claimed(*arguments, **options))
