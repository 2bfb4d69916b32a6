import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { ko } from './ko';

const KEY = 'hitl-language';
export const LANGUAGES = { en: 'English', ko: '한국어' } as const;

function preferred() {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'en' || chosen === 'ko') return chosen;
  return navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

export function chooseLanguage(language: keyof typeof LANGUAGES) {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  return i18next.changeLanguage(language);
}

// React escapes what it shows: escaping here as well would show the escapes.
await i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, ko: { translation: ko } },
  lng: preferred(),
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
});
document.documentElement.lang = i18next.language;
