# verdict: to access the 'cart:7' key
def create_user(r, name, password):
    r.acl_setuser(
        name,
        reset=True,
        enabled=True,
        passwords=[f"+{password}"],
        commands=["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"],
        keys=["cart:", "%R~price:"],
        channels=["orders"],
    )
