-- What the statements say, by subject, as it comes; put together afterwards (assembly.sql). Rows are appended: subjects
-- come in no order that is of use, and texts in an ordered table would be moved about.
CREATE TABLE stage.question (
  iri TEXT, uid TEXT, number INTEGER, legislature TEXT, type TEXT, status TEXT, title TEXT, text TEXT, day TEXT,
  author TEXT, author_label TEXT, recorded TEXT, of_the_day TEXT, party_label TEXT, asked TEXT, attributed TEXT,
  rubric TEXT
);
CREATE TABLE stage.answer (iri TEXT, question TEXT, day TEXT, days INTEGER, text TEXT, ministry TEXT);
CREATE TABLE stage.link (question TEXT, target TEXT, kind TEXT);
CREATE TABLE stage.allocation (iri TEXT, ministry TEXT);
CREATE TABLE stage.entity (
  iri TEXT, kind TEXT, fr TEXT, en TEXT, short TEXT, identifier TEXT, portfolio TEXT
);
