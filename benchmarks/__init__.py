"""Measurements of segmenter: how long, how much memory, and beside whom. Nothing here is installed."""
