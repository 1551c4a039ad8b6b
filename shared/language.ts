/** Languages of the product. Dutch is the default everywhere. */
export const languages = ['nl', 'en'] as const
export type Language = (typeof languages)[number]

/** A text in every language we speak. */
export type Localised = { readonly [L in Language]: string }
