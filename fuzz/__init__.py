"""Fuzz targets, run by hand; what they find is kept as a test."""
