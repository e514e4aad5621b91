"""The command, tested as people and programs meet it."""
