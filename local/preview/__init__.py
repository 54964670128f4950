"""
The preview: a folder of material prepared exactly as the system would, without AWS (manual 1.1, 2.1–2.4).

    python -m local.preview FOLDER --out DIR

It runs the product's own intake and editing, with the folder in place of the bucket and memory in place of the table. `outside`
stands in for AWS, `preparing` runs the two stages, `document` writes `publication.json`, `page` the page that shows what each
network would show and what is cut.
"""
