"""
Understanding comments (manual 3.2, 4.1). The text is data from end to end: nothing in it is run, followed or repeated.

`embedded` needs no network and no library: `normalising` brings what people type to words, `phrases` finds known phrases among
them, `features` says what they tell (`lexicon.txt`), `scoring` weighs it by hand (`weights.tsv`) and by what was `learnt` from
labelled comments, also of their words' pieces (`grams`), and `competence` ranks the departments by the catalogue's words. Rules
alone say the rest: `urgency`, `places`, `privacy`, `matters`. See docs/modelo-de-clasificacion.md.
"""
