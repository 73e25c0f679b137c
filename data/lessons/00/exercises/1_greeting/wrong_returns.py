# verdict: your function sent nothing
def greet(r, name):
    return f"Hello, {name}"
