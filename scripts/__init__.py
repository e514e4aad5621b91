"""Scripts that make what is generated in this repository."""
