"""The readers, one file per format: each turns a `CatalogFile` into entries and remarks.

Each knows one format; what a text costs, and which texts are messages, it must not know.
"""
