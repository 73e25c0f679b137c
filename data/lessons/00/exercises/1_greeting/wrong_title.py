# verdict: do with the name before it stores it
def greet(r, name):
    r.set("greeting", f"Hello, {name.title()}")
