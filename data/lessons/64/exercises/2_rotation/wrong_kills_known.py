# verdict: right before `ACL SETUSER carts ">new password"` with
def rotate(r, name, new, deploy):
    known = [each["id"] for each in r.client_list() if each["user"] == name]
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
    for each in known:
        r.client_kill_filter(_id=each)
