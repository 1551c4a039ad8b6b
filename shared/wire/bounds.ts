/** How large one update may be. Both ends hold to it: what a page sends beyond it would end its line. */
export const updateBytesMax = 1024 * 1024
/** The answer to a state vector: all that was written while there was no line. */
export const answerBytesMax = 16 * 1024 * 1024
