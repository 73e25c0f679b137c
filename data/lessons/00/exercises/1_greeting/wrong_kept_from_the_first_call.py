# verdict: after a second call, for Bo
def greet(r, name):
    r.set("greeting", f"Hello, {name}", nx=True)
