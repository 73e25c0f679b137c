# verdict: is stored under `Ada`
def greet(r, name):
    r.set(name, f"Hello, {name}")
