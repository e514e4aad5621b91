"""Channels: what each measures and allows, the outbound message, and its findings under a given profile.

Values arrive as arguments: this room must not know any provider, price or file.
"""
