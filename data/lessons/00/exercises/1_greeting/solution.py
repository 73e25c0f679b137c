def greet(r, name):
    """Store the text "Hello, <name>" under the key `greeting`."""
    r.set("greeting", f"Hello, {name}")
