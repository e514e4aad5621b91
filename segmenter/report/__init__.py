"""Finished values as strings: text for people, JSON and CSV for programs.

A line here returns strings and prints nothing; it knows neither arguments nor streams.
"""
