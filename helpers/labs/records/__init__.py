"""What writes the recorded data below data/: run by hand, as `python3 -m helpers.labs.records.powercut`."""
