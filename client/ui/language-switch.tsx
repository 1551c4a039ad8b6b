import { type Language, languages } from '../../shared/language.ts'
import { speak, useText } from '../text/text.ts'

/** Each language by its own name, so that everybody finds theirs. */
const ownNames: Record<Language, { short: string; full: string }> = {
  nl: { short: 'NL', full: 'Nederlands' },
  en: { short: 'EN', full: 'English' },
}

export function LanguageSwitch() {
  const { say, language } = useText()
  return (
    <div className="language-switch" role="group" aria-label={say('page.language')}>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          onClick={() => void speak(each)}
        >
          {ownNames[each].short}
          <span className="hidden-text"> {ownNames[each].full}</span>
        </button>
      ))}
    </div>
  )
}
