"""Tables of codes, names and numbering plans: data and nothing else."""
