"""Programs that record data in data/, run by hand: `python3 -m helpers.labs.records.powercut`."""
