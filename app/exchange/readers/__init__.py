"""One reader per format: a file on disk becomes sheets of numbered rows of text, lazily.

They may touch the file they are given and nothing else. What a file is, is told by its content;
its name is only repeated in refusals.
"""
