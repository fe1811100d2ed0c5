"""One module a command; each has `build(say)`, which returns the Click command."""

from minutes_cli.cli.commands import batch, diff, explain, extract, ledger, lexicon, schema, verify

BUILDERS = (
    extract.build,
    ledger.build,
    batch.build,
    explain.build,
    verify.build,
    diff.build,
    schema.build,
    lexicon.build,
)
