"""Page → Article: the article's own words and its heading, out of HTML or a text dump."""
