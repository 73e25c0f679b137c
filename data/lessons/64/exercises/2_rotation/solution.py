def rotate(r, name, new, deploy):
    """Give user `name` the password `new`, and shut out those who know the old ones."""
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
    r.execute_command("CLIENT", "KILL", "USER", name)
