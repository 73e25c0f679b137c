def greet(r, name):
    r.mset({"greeting": "Hello, " + name})
