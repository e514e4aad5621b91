"""Mutation testing, outside CI: is there a change of the code that no test notices?"""
