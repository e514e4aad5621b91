"""Unit tests of the channels room, one module for each of its modules."""
