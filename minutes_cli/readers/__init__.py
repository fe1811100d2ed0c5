"""Source → Page: bytes from a file, standard input, a URL or an archive, decoded to text."""
