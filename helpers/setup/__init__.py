"""Installing what the course needs. Standard library only: it runs before anything is installed."""
