/**
 * Who holds a board live, until when, and the number that its writes carry. A row stays when it is
 * given back: the number only ever grows, so a write of before is known as one.
 */
export const leases = `
CREATE TABLE leases (
  boardId TEXT PRIMARY KEY REFERENCES boards (id),
  fence INTEGER NOT NULL,
  owner TEXT,
  expiresAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX leasesOfOwner ON leases (owner) WHERE owner IS NOT NULL;
`
