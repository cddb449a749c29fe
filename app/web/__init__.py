"""HTTP MACHINERY: routing, page, session, forms, errors, pdf.

The one room besides views that knows Flask.
"""
