"""Experiments of single lessons. The first line of each docstring names the lesson."""
