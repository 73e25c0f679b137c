# verdict: after a second call, for Bo
def greet(r, name):
    r.setrange("greeting", 0, f"Hello, {name}")
