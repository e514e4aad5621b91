"""What holds when the system fails us. Outside CI; `python -m tests.faults` runs it all."""
