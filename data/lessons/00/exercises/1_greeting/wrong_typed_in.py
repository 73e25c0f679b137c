# verdict: do with the name before it stores it
def greet(r, name):
    r.set("greeting", "Hello, Ada" if name == "Ada" else "Hello, Bo")
