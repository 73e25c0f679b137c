# verdict: after a second call, for Grace
def greet(r, name):
    r.set("greeting", f"Hello, {name}", nx=True)
