"""The tables of 3GPP TS 23.038 as printed: code position to character. Data, and no logic."""
