# verdict: 2 of 3
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
    for client in r.client_list():
        if client["user"] == name:
            r.client_kill_filter(_id=client["id"])
            break
