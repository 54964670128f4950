"""
Understanding comments (manual 3.2, 4.1). The text is data from end to end: nothing in it is run, followed or repeated.

`embedded` needs no network and no library, and works in five steps: `normalising` brings what people type to words, `phrases`
finds known phrases among them, `features` says what they tell (`lexicon.txt`), `scoring` weighs it (`weights.tsv`), and
`competence` ranks the departments by the catalogue's words.
"""
