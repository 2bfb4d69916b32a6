import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';

const KEY = 'hitl-language';
export const LANGUAGES = { en: 'English', ko: '한국어' } as const;
export type Language = keyof typeof LANGUAGES;

function preferred(): Language {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'en' || chosen === 'ko') return chosen;
  return navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

/** English is always there, to fall back on; Korean comes when it is wanted. */
async function load(language: Language) {
  if (language === 'ko' && !i18next.hasResourceBundle('ko', 'translation'))
    i18next.addResourceBundle('ko', 'translation', (await import('./ko')).ko);
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language) {
  localStorage.setItem(KEY, language);
  await load(language);
  await i18next.changeLanguage(language);
}

const language = preferred();
// React escapes what it shows: escaping here as well would show the escapes.
await i18next.use(initReactI18next).init({
  resources: { en: { translation: en } },
  lng: 'en',
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
});
await load(language);
await i18next.changeLanguage(language);
