"""How finished values look as text, JSON and CSV."""
