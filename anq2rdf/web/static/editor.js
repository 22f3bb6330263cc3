/* Turns the plain form of /sparql into YASGUI, with all that it proposes coming from this site. Without this script, or
   where it fails, the form stays. */
"use strict";

(async () => {
  const place = document.getElementById("editor");
  const form = document.getElementById("ask");
  const endpoint = new URL(form.getAttribute("action"), location.href).href;
  const answer = await fetch("/sparql/terms.json");
  if (!answer.ok || typeof Yasgui === "undefined") return;
  const terms = await answer.json();
  const first = form.elements.query.value;
  const bases = place.dataset.bases.split(" ");

  propose(Yasgui.Yasqe);
  Yasgui.Tab.prototype.getShareableLink = function () {
    return shareLink(this.getQuery());
  };
  const yasgui = new Yasgui(place, {
    persistenceId: "anq2rdf",
    populateFromUrl: false, // it would run what a link brings
    autofocus: false,
    copyEndpointOnNewTab: false,
    tabName: place.dataset.name,
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    requestConfig: {
      endpoint,
      method: "POST",
      acceptHeaderSelect: "application/sparql-results+json",
      acceptHeaderGraph: "text/turtle",
    },
    yasqe: { value: first },
    yasr: { prefixes: { ...terms.prefixes, ...ours() } },
  });
  for (const tab of Object.values(yasgui._tabs)) tab.setEndpoint(endpoint); // as kept by the browser from before
  form.hidden = true;

  const linked = new URLSearchParams(location.hash.slice(1)).get("query") || (place.dataset.given && first);
  if (linked) open(linked, place.dataset.name);
  const library = document.getElementById("library");
  library.addEventListener("change", () => {
    const query = terms.queries.find((each) => each.id === library.value);
    if (query) open(query.text, query.id);
  });
  library.form.addEventListener("submit", (event) => event.preventDefault());
  library.form.hidden = false;
  new MutationObserver(mend).observe(place, { childList: true, subtree: true });
  mend();

  /* A tab with this query: the one there is, else a new one. */
  function open(query, name) {
    const open = Object.values(yasgui._tabs).find((tab) => tab.getPersistedJson().yasqe.value === query);
    if (open) open.select();
    else yasgui.addTab(true, { name: yasgui.createTabName(name), yasqe: { value: query } });
  }

  function mend() {
    mendLinks();
    mendNames();
  }

  /* What a screen reader is not told by the editor itself. */
  function mendNames() {
    for (const field of place.querySelectorAll(".CodeMirror textarea:not([aria-label])")) field.setAttribute("aria-label", place.dataset.label);
    for (const field of place.querySelectorAll("select.tableSizer:not([aria-label])")) field.setAttribute("aria-label", "Page size");
    for (const lines of place.querySelectorAll('.CodeMirror-scroll[tabindex="-1"]')) lines.tabIndex = 0; // to be scrolled by keys
    const add = place.querySelector(".tabsList .addTab"); // a list of tabs holds tabs alone
    if (add) add.closest(".tabsList").after(add);
  }

  /* IRIs of this site lead to its pages; others to a window of their own; what is no web address leads nowhere. */
  function mendLinks() {
    for (const link of place.querySelectorAll("a.iri:not([data-mended])")) {
      link.dataset.mended = "yes";
      const iri = link.getAttribute("href") || "";
      const path = pathOf(iri);
      if (path) {
        link.href = path;
        link.removeAttribute("target");
      } else if (/^https?:/i.test(iri)) Object.assign(link, { target: "_blank", rel: "noopener noreferrer" });
      else link.removeAttribute("href");
    }
  }

  /* Short names for the things of this site; for reading only, a query has to declare its own. */
  function ours() {
    const [base] = bases;
    return { id: base + "id/", code: base + "code/" };
  }

  function pathOf(iri) {
    for (const base of bases) {
      const local = iri.startsWith(base) ? iri.slice(base.length) : "";
      if (local.startsWith("id/")) return "/doc/" + local.slice(3);
      if (local.startsWith("code/")) return "/doc/" + local;
    }
    return null;
  }

  /* The address that opens with a query; one too long for a server goes behind the #, which stays in the browser. */
  function shareLink(query) {
    const asked = new URLSearchParams({ query }).toString();
    return `${endpoint}${asked.length < 7000 ? "?" : "#"}${asked}`;
  }

  function propose(Yasqe) {
    const completers = Yasqe.Autocompleters;
    const prefixes = Object.entries(terms.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
    Object.assign(completers.prefixes, { get: () => prefixes, persistenceId: null });
    Object.assign(completers.class, completer(terms.classes));
    Object.assign(completers.property, completer(terms.properties));
    Object.assign(Yasqe.defaults, { prefixCcApi: "", editorHeight: "14rem" });
  }

  /* Terms of a namespace whose name holds what is typed after the prefix, those that begin with it first. */
  function completer(labels) {
    return {
      bulk: false,
      persistenceId: null,
      get: (yasqe, token) => {
        const space = (token && token.tokenPrefixUri) || "";
        const typed = ((token && token.autocompletionString) || "").slice(space.length).toLowerCase();
        const rank = (iri) => iri.slice(space.length).toLowerCase().indexOf(typed);
        return Object.keys(labels)
          .filter((iri) => iri.startsWith(space) && rank(iri) >= 0)
          .sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
      },
      postprocessHints: (yasqe, hints) => {
        const declared = yasqe.getPrefixesFromQuery();
        for (const hint of hints) {
          const [prefix, name] = hint.text.split(/:(.*)/);
          const iri = hint.text.startsWith("<") ? hint.text.slice(1, -1) : (declared[prefix] || "") + name;
          if (labels[iri]) hint.displayText = `${hint.text}  ${labels[iri]}`;
        }
        return hints;
      },
    };
  }
})();
