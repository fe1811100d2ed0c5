"""Directives as the office's table (督办台账): one row a task, in its own words.

`rows` makes tasks of an extraction, `columns` says which columns a table has, `table` brings both together, and
`workbook`, `document`, `delimited`, `markdown` and `terminal` write it.
"""
