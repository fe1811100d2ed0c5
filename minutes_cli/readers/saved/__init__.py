"""Forms that pages and minutes are saved in: web archives, Word files, PDFs, ZIPs of all these → bytes or text."""
