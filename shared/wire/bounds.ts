/** How large one update may be. Both ends hold to it: what a page sends beyond it would end its line. */
export const updateBytesMax = 1024 * 1024
/** The answer to a state vector: all that was written while there was no line. */
export const answerBytesMax = 16 * 1024 * 1024

/** A picture as it is sent up: what a device makes of a photo is a tenth of it. */
export const pictureBytesMax = 4 * 1024 * 1024
/** A device makes none longer than this. */
export const pictureSideWanted = 2048
/** More to draw than this a phone can't hold beside a board. */
export const imageSideMax = 4096
export const imageAreaMax = imageSideMax * 2048
/** All pictures of one board, and of all boards of a trajectory. */
export const boardPicturesBytesMax = 128 * 1024 * 1024
export const trajectoryPicturesBytesMax = 1024 * 1024 * 1024
/** What a picture shows, in words. */
export const altLengthMax = 300
