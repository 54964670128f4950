"""4.4 The quantitative report as a document: which figures stand on the first page, which follow, and what is said of them."""
