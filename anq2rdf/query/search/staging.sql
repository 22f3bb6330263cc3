-- What the statements say, by subject, as it comes; put together afterwards (assembly.sql).
CREATE TABLE stage.question (
  iri TEXT PRIMARY KEY, uid TEXT, number INTEGER, legislature TEXT, type TEXT, status TEXT, title TEXT, text TEXT,
  day TEXT, author TEXT, author_label TEXT, recorded TEXT, of_the_day TEXT, party_label TEXT,
  asked TEXT, attributed TEXT, rubric TEXT
) WITHOUT ROWID;
CREATE TABLE stage.answer (
  iri TEXT PRIMARY KEY, question TEXT, day TEXT, days INTEGER, text TEXT, ministry TEXT
) WITHOUT ROWID;
CREATE TABLE stage.link (question TEXT, target TEXT, kind TEXT, PRIMARY KEY (question, kind, target)) WITHOUT ROWID;
CREATE TABLE stage.allocation (iri TEXT PRIMARY KEY, ministry TEXT) WITHOUT ROWID;
CREATE TABLE stage.entity (
  iri TEXT PRIMARY KEY, kind TEXT, fr TEXT, en TEXT, short TEXT, identifier TEXT, portfolio TEXT
) WITHOUT ROWID;
