# verdict: the server holds no keys
def greet(r, name):
    print(f"Hello, {name}")
