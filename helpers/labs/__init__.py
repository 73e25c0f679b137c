"""Experiments of single lessons: the first line of each docstring names the lesson."""
