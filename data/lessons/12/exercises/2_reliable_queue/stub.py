def add_job(r, job):
    """Add a job to the queue `jobs`."""
    ...


def take_job(r, worker):
    """Move the next job to `taken:<worker>` and return it, or return None at once."""
    ...


def finish_job(r, worker, job):
    """Remove the job from `taken:<worker>`, once."""
    ...


def give_back(r, worker):
    """Make the jobs in `taken:<worker>` the next ones, in order, and return how many."""
    ...
