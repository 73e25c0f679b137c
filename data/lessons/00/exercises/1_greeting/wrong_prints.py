# verdict: your function sent nothing
def greet(r, name):
    print(f"Hello, {name}")
