"""Many sources → one result: every core or a cluster, resumable, a failure costs its input alone.

sources → driver (engine: local children or a Dask cluster) → state (one SQLite file) → outputs
"""
