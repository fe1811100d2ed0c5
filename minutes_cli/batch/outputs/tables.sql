CREATE TABLE articles (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, media_type TEXT, encoding TEXT, bytes INTEGER, sha256 TEXT UNIQUE,
    title TEXT, published TEXT, publisher TEXT, author TEXT, site TEXT, url TEXT, kind TEXT NOT NULL, text TEXT);
CREATE TABLE sources (
    name TEXT NOT NULL, article_id INTEGER NOT NULL REFERENCES articles (id), PRIMARY KEY (name, article_id)) WITHOUT ROWID;
CREATE TABLE notes (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id), code TEXT NOT NULL,
    message TEXT NOT NULL, span_start INTEGER, span_end INTEGER);
CREATE TABLE meetings (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id), number INTEGER NOT NULL,
    names TEXT NOT NULL, date TEXT, place TEXT, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE people (
    id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings (id), role TEXT NOT NULL, name TEXT NOT NULL,
    posts TEXT NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE attendance (
    id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings (id), role TEXT NOT NULL, text TEXT NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE proceedings (
    id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings (id), number INTEGER NOT NULL,
    act TEXT NOT NULL, actors TEXT NOT NULL, text TEXT NOT NULL, outcome TEXT, rule TEXT,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings (id), number INTEGER NOT NULL,
    speaker TEXT NOT NULL, verb TEXT, class TEXT NOT NULL, cue TEXT, text TEXT NOT NULL, rule TEXT,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE directives (
    id INTEGER PRIMARY KEY, block_id INTEGER NOT NULL REFERENCES blocks (id), parent_id INTEGER REFERENCES directives (id),
    level INTEGER NOT NULL, number TEXT NOT NULL, marker TEXT, headline TEXT, text TEXT NOT NULL, force TEXT,
    force_level REAL, lead TEXT NOT NULL, support TEXT NOT NULL, deadline TEXT, deadline_date TEXT,
    targets TEXT NOT NULL, persons TEXT NOT NULL, decision TEXT, rule TEXT, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    proceeding_id INTEGER REFERENCES proceedings (id), directive_id INTEGER REFERENCES directives (id),
    title TEXT NOT NULL, status TEXT, span_start INTEGER, span_end INTEGER);
CREATE INDEX sources_article ON sources (article_id);
CREATE INDEX notes_article ON notes (article_id);
CREATE INDEX meetings_article ON meetings (article_id);
CREATE INDEX meetings_date ON meetings (date);
CREATE INDEX people_meeting ON people (meeting_id);
CREATE INDEX people_name ON people (name);
CREATE INDEX attendance_meeting ON attendance (meeting_id);
CREATE INDEX proceedings_meeting ON proceedings (meeting_id);
CREATE INDEX blocks_meeting ON blocks (meeting_id);
CREATE INDEX directives_block ON directives (block_id);
CREATE INDEX directives_parent ON directives (parent_id);
CREATE INDEX directives_deadline ON directives (deadline_date);
CREATE INDEX documents_meeting ON documents (meeting_id);
CREATE INDEX documents_proceeding ON documents (proceeding_id);
CREATE INDEX documents_directive ON documents (directive_id);
CREATE INDEX documents_title ON documents (title);
CREATE VIEW tasks AS
SELECT d.id, a.source, a.title, a.published, a.publisher, m.names AS meeting, m.date AS meeting_date, b.speaker, b.verb,
    b.class, d.level, d.number, d.marker, d.headline, d.text, d.force, d.lead, d.support, d.deadline, d.deadline_date,
    d.persons, d.decision
FROM directives d JOIN blocks b ON b.id = d.block_id JOIN meetings m ON m.id = b.meeting_id
    JOIN articles a ON a.id = m.article_id;
