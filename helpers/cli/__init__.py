"""What `python3 -m helpers` does: one module for each larger command."""
