"""Unit tests of the providers room."""
