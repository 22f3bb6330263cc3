"""How everything looks that people read, on the site and in reports that stand alone.

css/         the style sheets: fonts are the system's, nothing is fetched
plots/       figures drawn as SVG
wording      numbers and days in French and English
standalone   a page in one file, which asks nobody for anything
"""
