"""One module a command; each has `build(say)`, which returns the Click command."""

from minutes_cli.cli.commands import batch, diff, explain, extract, lexicon, schema, verify

BUILDERS = (extract.build, batch.build, explain.build, verify.build, diff.build, schema.build, lexicon.build)
