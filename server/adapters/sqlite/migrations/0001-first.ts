/**
 * Facts are rows, a board is a log: every update is a row of its own in the order in which the room
 * accepted it, and now and then a checkpoint takes the place of all rows up to its number.
 *
 * Tables are STRICT, so that a value of the wrong type is refused instead of kept. `crc` is CRC-32 of
 * the bytes beside it: SQLite has no checksums of its own, and one flipped bit in an update would
 * spread to every screen. Texts like a role have no CHECK: the schema that reads them knows the words.
 */
export const first = `
CREATE TABLE trajectories (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  createdAt INTEGER NOT NULL
) STRICT;

CREATE TABLE participants (
  id TEXT PRIMARY KEY,
  trajectoryId TEXT NOT NULL REFERENCES trajectories (id),
  name TEXT NOT NULL,
  perspective TEXT,
  role TEXT NOT NULL,
  joinedAt INTEGER NOT NULL,
  removedAt INTEGER
) STRICT;
CREATE INDEX participantsOfTrajectory ON participants (trajectoryId);

-- The cookie of a device lies nowhere, only its hash.
CREATE TABLE devices (
  deviceHash TEXT NOT NULL,
  trajectoryId TEXT NOT NULL REFERENCES trajectories (id),
  participantId TEXT NOT NULL REFERENCES participants (id),
  PRIMARY KEY (deviceHash, trajectoryId)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  id TEXT PRIMARY KEY,
  trajectoryId TEXT NOT NULL REFERENCES trajectories (id),
  role TEXT NOT NULL,
  generation INTEGER NOT NULL,
  withdrawnAt INTEGER,
  participantId TEXT REFERENCES participants (id),
  expiresAt INTEGER,
  usedAt INTEGER
) STRICT;
CREATE INDEX linksOfTrajectory ON links (trajectoryId);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  trajectoryId TEXT NOT NULL REFERENCES trajectories (id),
  title TEXT NOT NULL,
  date TEXT NOT NULL,
  kind TEXT,
  basis TEXT,
  phase INTEGER,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE INDEX sessionsOfTrajectory ON sessions (trajectoryId, date);

-- What happened in a session, numbered from 1 without gaps; its state is a fold of these.
CREATE TABLE events (
  sessionId TEXT NOT NULL REFERENCES sessions (id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (sessionId, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE boards (
  id TEXT PRIMARY KEY,
  trajectoryId TEXT NOT NULL REFERENCES trajectories (id),
  sessionId TEXT NOT NULL REFERENCES sessions (id),
  title TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  lockedAt INTEGER
) STRICT;
CREATE INDEX boardsOfSession ON boards (sessionId);
CREATE INDEX boardsOfTrajectory ON boards (trajectoryId);

-- Yjs updates (V1) of a board's present epoch. A rowid table: blobs in an index tree cost more.
CREATE TABLE updates (
  boardId TEXT NOT NULL REFERENCES boards (id),
  seq INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (boardId, seq)
) STRICT;

-- The document as one update, holding everything up to and with number upToSeq.
CREATE TABLE checkpoints (
  boardId TEXT PRIMARY KEY REFERENCES boards (id),
  upToSeq INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Who wrote first with a doc client id; nobody else may, ever.
CREATE TABLE clients (
  boardId TEXT NOT NULL REFERENCES boards (id),
  clientId INTEGER NOT NULL,
  owner TEXT NOT NULL,
  PRIMARY KEY (boardId, clientId)
) STRICT, WITHOUT ROWID;

-- Documents of snapshots, named by the SHA-256 of what is in them: the same state lies here once.
CREATE TABLE documents (
  sha256 TEXT PRIMARY KEY,
  codec TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE snapshots (
  id TEXT PRIMARY KEY,
  boardId TEXT NOT NULL REFERENCES boards (id),
  sessionId TEXT NOT NULL REFERENCES sessions (id),
  trajectoryId TEXT NOT NULL REFERENCES trajectories (id),
  kind TEXT NOT NULL,
  label TEXT,
  takenAt INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES documents (sha256),
  outline TEXT NOT NULL,
  redactedAt INTEGER
) STRICT;
CREATE INDEX snapshotsOfBoard ON snapshots (boardId, takenAt);
CREATE INDEX snapshotsOfSession ON snapshots (sessionId, takenAt);
CREATE INDEX snapshotsOfDocument ON snapshots (sha256);

CREATE TABLE receipts (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  bodyHash TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- No person, no time and no rowid: the order in which nameless notes came is not to be found here.
CREATE TABLE noteKeys (
  boardId TEXT NOT NULL REFERENCES boards (id),
  noteId TEXT NOT NULL,
  keyHash TEXT NOT NULL,
  PRIMARY KEY (boardId, noteId)
) STRICT, WITHOUT ROWID;

-- One row that is written to find out whether writing works.
CREATE TABLE pulse (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  beats INTEGER NOT NULL
) STRICT;
INSERT INTO pulse (id, beats) VALUES (1, 0);
`
