/**
 * An example trajectory is erased after `expiresAt`; everything that was there before never is. The
 * indexes are those that erasing needs: a foreign key without one is looked up by reading a table.
 */
export const expiry = `
ALTER TABLE trajectories ADD COLUMN expiresAt INTEGER;
CREATE INDEX expiringTrajectories ON trajectories (expiresAt) WHERE expiresAt IS NOT NULL;
CREATE INDEX devicesOfTrajectory ON devices (trajectoryId);
CREATE INDEX devicesOfParticipant ON devices (participantId);
CREATE INDEX linksOfParticipant ON links (participantId);
CREATE INDEX snapshotsOfTrajectory ON snapshots (trajectoryId);
`
