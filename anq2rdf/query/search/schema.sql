-- The index of one generation of a store. Written once, then only read.

-- Where it comes from, and what the store holds (for the description of the data set).
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE graph (iri TEXT PRIMARY KEY, statements INTEGER NOT NULL, subjects INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE class (iri TEXT PRIMARY KEY, entities INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE property (iri TEXT PRIMARY KEY, statements INTEGER NOT NULL) WITHOUT ROWID;

-- The values of the facets. A ministry's value is its portfolio where it has one, else its label: ministries come and
-- go with governments. A group's is its label.
CREATE TABLE value (
  id INTEGER PRIMARY KEY, facet TEXT NOT NULL, key TEXT NOT NULL, fr TEXT NOT NULL, en TEXT NOT NULL, iri TEXT,
  UNIQUE (facet, key)
);

-- One row a question, numbered by day, the newest first: the order of the numbers is the order by day.
CREATE TABLE question (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, uid TEXT, number INTEGER, day TEXT,
  author TEXT, author_name TEXT,
  legislature INTEGER, type INTEGER, status INTEGER, ministry INTEGER, party INTEGER, rubric INTEGER, year INTEGER,
  asked INTEGER,              -- value of the ministry asked; `ministry` is the attributed one, else this
  answers INTEGER NOT NULL,   -- how many
  answered TEXT,              -- day of the first
  days INTEGER                -- from the question to the first answer
);

-- What is indexed, as written. The index itself holds it folded, word for word at the same places.
CREATE TABLE text (
  id INTEGER PRIMARY KEY, title TEXT, question TEXT, answer TEXT, people TEXT, bodies TEXT, subjects TEXT,
  identifiers TEXT
);

-- People, ministries, groups, places, rubriques: what a name typed in full leads to.
CREATE TABLE entity (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, fr TEXT NOT NULL,
  en TEXT NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (key, entity)) WITHOUT ROWID;
