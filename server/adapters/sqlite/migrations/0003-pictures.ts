/** Pictures that people put on a board. Their bytes are files beside the database, named by their hash. */
export const pictures = `
CREATE TABLE pictures (
  id TEXT PRIMARY KEY,
  boardId TEXT NOT NULL REFERENCES boards (id),
  trajectoryId TEXT NOT NULL REFERENCES trajectories (id),
  sha256 TEXT NOT NULL,
  type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size INTEGER NOT NULL,
  looseSince INTEGER
) STRICT;
CREATE INDEX picturesOfBoard ON pictures (boardId);
CREATE INDEX picturesOfTrajectory ON pictures (trajectoryId);
CREATE INDEX picturesOfFile ON pictures (sha256);
`
