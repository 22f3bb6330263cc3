#!/bin/sh
# The examples from their published forms to answers: convert, check, load, ask. `make demo` calls it with the virtual
# environment's programs first in PATH; it needs no network. Everything is written into one folder, at the top of the
# checkout unless another is given: sh examples/demo.sh [FOLDER]
set -eu

cd "$(dirname "$0")/.."
demo=${1:-demo}
if ! command -v anq2rdf >/dev/null; then
    echo "anq2rdf is not in PATH: run \`make demo\`, or activate the virtual environment" >&2
    exit 2
fi

step() {
    printf '\n==> %s\n' "$1"
}

# Exit code 1 means findings: the examples hold a question of the Senate and faults that have to be found.
with_findings() {
    code=0
    "$@" || code=$?
    if [ "$code" -gt 1 ]; then
        echo "demo: this ended with exit code $code: $*" >&2
        exit "$code"
    fi
}

mkdir -p "$demo"
rm -rf "$demo/store" "$demo/links" "$demo/questions.nq" "$demo/questions.ttl" "$demo/questions.jsonld" "$demo/report.json" \
    "$demo/validation.html"

# One real question as page text, and invented ones: a file a question, saved pages of three layouts, the old XML, one
# file for a legislature, the archive of the Journal officiel.
set -- examples/seed/14-76935QE.md examples/events/*.json examples/events/*.xml examples/pages/*.html \
    examples/legacy/*.xml examples/giant/Questions_ecrites.json examples/joint/ANQ20990001.taz

step "Convert $# files, in eight published forms, with the register of examples/register"
echo "    (lines that begin with info, warning or error are what was found in them, on purpose)"
with_findings anq2rdf convert "$@" --register examples/register -o "$demo/questions.nq" --report "$demo/report.json"
with_findings anq2rdf convert -q "$@" --register examples/register -o "$demo/questions.ttl"
with_findings anq2rdf convert -q "$@" --register examples/register -o "$demo/questions.jsonld"

step "Check the result against the shapes"
with_findings anq2rdf validate "$demo/questions.nq"
with_findings anq2rdf validate -q "$demo/questions.nq" -t html -o "$demo/validation.html"

step "Load the embedded store, its verdict with it"
anq2rdf load "$demo/questions.nq" --to "$demo/store" --validate

step "Tie the deputies to Wikidata items, and load the links beside the questions"
echo "    (the items of the example are made up, but one; of two deputies of one name, one item cannot be told apart)"
anq2rdf link "$demo/store" --register examples/register --wikidata examples/wikidata/deputies.csv -o "$demo/links"
anq2rdf load -q "$demo/links/links.nq" --to "$demo/store" --validate

step "Ask: all questions of one deputy, across legislatures (CQ02)"
anq2rdf query "$demo/store" cq02 -p deputy=PA9000001

step "Ask: flagged questions, were they answered within ten days? (CQ07)"
anq2rdf query "$demo/store" cq07

step "Ask: for which questions does the source name another group than that of the day? (CQ16)"
anq2rdf query "$demo/store" cq16

# As it can be typed here afterwards: the virtual environment is in no other PATH than ours.
case $(command -v anq2rdf) in
    "$PWD"/*) anq=$(command -v anq2rdf) && anq=${anq#"$PWD"/} ;;
    *) anq=anq2rdf ;;
esac

step "Done. What there is now:"
cat <<END
    $demo/questions.nq       the statements, each in its named graph
    $demo/questions.ttl      the same as Turtle, to be read
    $demo/questions.jsonld   the same as JSON-LD, with plain keys
    $demo/report.json        inputs with their SHA-256, counts, every problem
    $demo/validation.html    what the shapes found, to be opened in a browser
    $demo/links/             the links to Wikidata, why each was made, and the pair that a person has to look at
    $demo/store/             the embedded store

To go on:
    $anq query $demo/store cq03 -p question=QANR5L15QE900001     the life of one question
    $anq query --list     all there is to ask
    $anq link review $demo/links/review.csv     the doubtful pair, side by side
    $anq explain E268     what a problem means, and what to do

To look at it in the browser, at http://127.0.0.1:8000/ :
    $anq serve $demo/store --open
END
