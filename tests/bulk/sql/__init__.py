"""Tests of SQL: its text, and what the engines make of it."""
