def greet(r, name):
    """Store the string "Hello, <name>" under the key `greeting`."""
    r.set("greeting", f"Hello, {name}")
