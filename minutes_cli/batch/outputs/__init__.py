"""The state → files that appear whole: text lines, Parquet in parts, an SQLite database."""
