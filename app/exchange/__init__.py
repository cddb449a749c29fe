"""FILES IN AND OUT: reading what marketing systems export, staging it, importing, exporting.

`readers/` turn a file into rows of text, `header.py` finds what each column means, `cells/` and
`rows/` make typed rows of them. Those four are pure of database and clock. Only staging and
applying (their own files) touch tables; nothing here knows HTTP.
"""
