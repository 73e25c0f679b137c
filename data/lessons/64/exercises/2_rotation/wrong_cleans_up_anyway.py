# verdict: after it the user can't log in with the old
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    try:
        deploy(new)
    finally:
        r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
        r.execute_command("CLIENT", "KILL", "USER", name)
