def create_user(r, name, password):
    """Create the user of the cart service."""
    commands = ["get", "set", "expire", "publish", "ping", "client|setinfo"]
    r.acl_setuser(
        name,
        reset=True,
        enabled=True,
        passwords=[f"+{password}"],
        commands=[f"+{command}" for command in commands],
        keys=["cart:*", "%R~price:*"],
        channels=["orders"],
    )
