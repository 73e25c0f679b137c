# verdict: and the call returned
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    try:
        deploy(new)
    except Exception:
        return
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
    r.execute_command("CLIENT", "KILL", "USER", name)
