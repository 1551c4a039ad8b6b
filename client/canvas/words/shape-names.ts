/**
 * What our own shapes are called where the editor speaks of a shape: to a screen reader, of what is
 * chosen. Under the editor's own keys, which it has no words for.
 */
import type { Language } from '../../../shared/language.ts'

export const shapeNames: { readonly [L in Language]: Readonly<Record<string, string>> } = {
  nl: {
    'tool.zone': 'Vak',
    'tool.header': 'Titel van een sjabloon',
    'tool.mark': 'Deel van een sjabloon',
    'tool.card': 'Kaart van de groep',
    'tool.cluster': 'Groepje',
    'tool.chip': 'Naam van een groepje',
    'tool.group': 'Losse groep',
    'tool.image': 'Foto',
  },
  en: {
    'tool.zone': 'Zone',
    'tool.header': 'Title of a template',
    'tool.mark': 'Part of a template',
    'tool.card': 'Card of the group',
    'tool.cluster': 'Group of notes',
    'tool.chip': 'Name of a group of notes',
    'tool.group': 'Loose group',
    'tool.image': 'Picture',
  },
}
