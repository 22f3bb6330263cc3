// Parses RDF from stdin with N3.js or jsonld.js and prints one JSON array a statement:
// [subject, predicate, object, datatype, language, graph]; datatype "" for an IRI.
import { readFileSync } from "node:fs";

const [judge, format] = process.argv.slice(2);
const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(0));

function tell(quad) {
  for (const term of [quad.subject, quad.predicate, quad.object, quad.graph]) {
    if (term.termType === "BlankNode") throw new Error("a blank node");
  }
  const literal = quad.object.termType === "Literal";
  return JSON.stringify([
    quad.subject.value, quad.predicate.value, quad.object.value,
    literal ? quad.object.datatype.value : "", literal ? quad.object.language ?? "" : "",
    quad.graph.termType === "DefaultGraph" ? "" : quad.graph.value,
  ]);
}

async function quads() {
  if (judge === "n3") {
    const { Parser } = await import("n3");
    return new Parser({ format }).parse(text);
  }
  const { default: jsonld } = await import("jsonld");
  const documentLoader = (url) => { throw new Error(`the network is not for judges: ${url}`); };
  return jsonld.toRDF(JSON.parse(text), { documentLoader, safe: true });
}

process.stdout.write((await quads()).map(tell).join("\n") + "\n");
