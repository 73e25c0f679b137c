# verdict: Which of your commands shortens the list
def join(r, customer):
    place, _ = r.pipeline().rpush("waiting", customer).ltrim("waiting", 0, 99).execute()
    return place
