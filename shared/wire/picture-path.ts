/** Where a picture of a board is fetched from: the one form that a record may name. */
export const picturePath = '/api/pictures/:pictureId'

export function pictureSource(pictureId: string): string {
  return picturePath.replace(':pictureId', pictureId)
}
